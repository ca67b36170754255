import { Logout, UserAvatar } from '@carbon/icons-react';
import { Button, HeaderGlobalAction, HeaderGlobalBar, InlineNotification } from '@carbon/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { meQuery } from '../api/me-query.ts';
import { signOut } from '../api/sign-out.ts';
import { useProblemText } from '../feedback/problem-text.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { LanguageSwitch, ThemeSwitch } from './preference-switches.tsx';
import { useCloseOnLeaving } from './use-close-on-leaving.ts';

/** Who is signed in, with theme, language and sign-out. Escape and going elsewhere close it. */
export function SettingsPanel() {
  const { shell } = useLanguage().messages;
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const panelId = useId();
  useCloseOnLeaving(frame, open, setOpen);
  return (
    <HeaderGlobalBar>
      <div ref={frame} className="settings">
        <HeaderGlobalAction
          aria-label={shell.settings}
          aria-expanded={open}
          aria-controls={panelId}
          isActive={open}
          tooltipAlignment="end"
          onClick={() => setOpen(!open)}
        >
          <UserAvatar size={20} />
        </HeaderGlobalAction>
        <div id={panelId} className="settings__panel" hidden={!open}>
          {open && <SettingsContent />}
        </div>
      </div>
    </HeaderGlobalBar>
  );
}

function SettingsContent() {
  const { shell } = useLanguage().messages;
  const problemText = useProblemText();
  const me = useQuery(meQuery);
  const leaving = useMutation({ mutationFn: signOut });
  return (
    <>
      <p className="settings__person">
        <span className="label">{shell.signedInAs}</span>
        <strong>{me.data?.name ?? '…'}</strong>
        <span className="secondary">{me.data?.id}</span>
      </p>
      <ThemeSwitch />
      <LanguageSwitch />
      {leaving.error !== null && (
        <InlineNotification kind="error" lowContrast hideCloseButton title={problemText(leaving.error)} />
      )}
      <Button kind="ghost" size="md" renderIcon={Logout} disabled={leaving.isPending} onClick={() => leaving.mutate()}>
        {shell.signOut}
      </Button>
    </>
  );
}
