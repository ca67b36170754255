import { ComposedModal, ModalBody, ModalFooter, ModalHeader } from '@carbon/react';
import type { ReactNode, RefObject } from 'react';
import { useLanguage } from '../messages/language-context.tsx';

interface ConfirmDialogProps {
  readonly label: string;
  readonly title: string;
  /** Text of the button that does it; without it there is nothing to confirm, only to close. */
  readonly confirm?: string | undefined;
  readonly danger?: boolean;
  readonly busy?: boolean;
  /** Gets the focus back when the dialog closes. */
  readonly launcher: RefObject<HTMLButtonElement | null>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Stands between a person and what cannot be undone. */
export function ConfirmDialog({
  label,
  title,
  confirm,
  danger = false,
  busy = false,
  launcher,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { approval, shell } = useLanguage().messages;
  return (
    <ComposedModal
      open
      size="sm"
      aria-label={title}
      launcherButtonRef={launcher}
      preventCloseOnClickOutside
      selectorPrimaryFocus="textarea"
      onClose={onClose}
    >
      <ModalHeader label={label} title={title} iconDescription={shell.close} />
      <ModalBody hasForm>
        <div className="dialog">{children}</div>
      </ModalBody>
      {confirm === undefined ? (
        <ModalFooter primaryButtonText={shell.close} onRequestSubmit={onClose}>
          {null}
        </ModalFooter>
      ) : (
        <ModalFooter
          danger={danger}
          primaryButtonText={confirm}
          secondaryButtonText={shell.cancel}
          primaryButtonDisabled={busy}
          loadingStatus={busy ? 'active' : 'inactive'}
          loadingDescription={approval.sending}
          onRequestClose={onClose}
          onRequestSubmit={onConfirm}
        >
          {null}
        </ModalFooter>
      )}
    </ComposedModal>
  );
}
