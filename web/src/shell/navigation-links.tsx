import { HeaderMenuItem, HeaderNavigation, SideNavLink } from '@carbon/react';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '../messages/language-context.tsx';

interface Destination {
  readonly to: string;
  readonly label: string;
  readonly current: boolean;
}

function useDestinations(): Destination[] {
  const { pathname } = useLocation();
  const { shell } = useLanguage().messages;
  return [
    { to: '/', label: shell.inbox, current: pathname === '/' },
    { to: '/changes', label: shell.changes, current: pathname.startsWith('/changes') },
    { to: '/submit', label: shell.submit, current: pathname === '/submit' },
  ];
}

export function HeaderLinks() {
  const { shell } = useLanguage().messages;
  return (
    <HeaderNavigation aria-label={shell.navigation}>
      {useDestinations().map(({ to, label, current }) => (
        <HeaderMenuItem key={to} as={Link} to={to} isActive={current} aria-current={current ? 'page' : undefined}>
          {label}
        </HeaderMenuItem>
      ))}
    </HeaderNavigation>
  );
}

/** The same destinations in the menu of narrow screens. */
export function SideLinks({ onNavigate }: { onNavigate: () => void }) {
  return useDestinations().map(({ to, label, current }) => (
    <SideNavLink
      key={to}
      as={Link}
      to={to}
      isActive={current}
      aria-current={current ? 'page' : undefined}
      onClick={onNavigate}
    >
      {label}
    </SideNavLink>
  ));
}
