import { Header, HeaderContainer, HeaderMenuButton, HeaderName, SideNav, SideNavItems } from '@carbon/react';
import { Link } from 'react-router';
import { useLanguage } from '../messages/language-context.tsx';
import { HeaderLinks, SideLinks } from './navigation-links.tsx';
import { ProductMark } from './product-mark.tsx';
import { SettingsPanel } from './settings-panel.tsx';

/** Product name, navigation (behind a menu button on narrow screens), person and settings. */
export function AppHeader() {
  return <HeaderContainer render={HeaderContent} />;
}

interface HeaderState {
  isSideNavExpanded: boolean;
  onClickSideNavExpand: () => void;
}

function HeaderContent({ isSideNavExpanded, onClickSideNavExpand }: HeaderState) {
  const { messages } = useLanguage();
  const { shell } = messages;
  return (
    <Header aria-label="Countersign">
      <HeaderMenuButton
        aria-label={isSideNavExpanded ? shell.closeMenu : shell.openMenu}
        aria-expanded={isSideNavExpanded}
        isActive={isSideNavExpanded}
        onClick={onClickSideNavExpand}
      />
      <HeaderName as={Link} to="/" prefix="">
        <ProductMark />
        Countersign
      </HeaderName>
      <HeaderLinks />
      <SettingsPanel />
      <SideNav
        aria-label={shell.navigation}
        expanded={isSideNavExpanded}
        isPersistent={false}
        onOverlayClick={onClickSideNavExpand}
        onSideNavBlur={isSideNavExpanded ? onClickSideNavExpand : undefined}
      >
        <SideNavItems>
          <SideLinks onNavigate={onClickSideNavExpand} />
        </SideNavItems>
      </SideNav>
    </Header>
  );
}
