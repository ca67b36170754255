import { useLanguage } from '../messages/language-context.tsx';
import { useNow } from './use-now.ts';

/** "Waiting since Tuesday", exact on hover. */
export function WaitingSince({ at }: { at: string }) {
  const { messages, moments } = useLanguage();
  const now = useNow();
  const opened = new Date(at);
  return (
    <time dateTime={at} title={moments.full(opened)}>
      {messages.approval.waiting(messages.terms.since(moments.spokenDay(opened, now)))}
    </time>
  );
}
