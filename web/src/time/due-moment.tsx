import { WarningFilled } from '@carbon/icons-react';
import { useLanguage } from '../messages/language-context.tsx';
import { useNow } from './use-now.ts';

/** When a decision is due. Late ones say so in words, sign and colour. */
export function DueMoment({ at, open }: { at: string; open: boolean }) {
  const { messages, moments } = useLanguage();
  const now = useNow();
  const due = new Date(at);
  const late = open && due < now;
  return (
    <time dateTime={at} title={moments.full(due)} className={late ? 'due due--late' : 'due'}>
      {late && <WarningFilled size={16} aria-hidden="true" />}
      {late ? messages.terms.lateBy(moments.duration(now.getTime() - due.getTime())) : moments.relative(due, now)}
    </time>
  );
}
