import { useLanguage } from '../messages/language-context.tsx';
import { useNow } from './use-now.ts';

/** A point in time, relative for the eye; exact on hover and for machines. */
export function Moment({ at }: { at: string }) {
  const { moments } = useLanguage();
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={moments.full(date)}>
      {moments.relative(date, now)}
    </time>
  );
}

/** A point in time with date and clock time. */
export function ExactMoment({ at }: { at: string }) {
  const { moments } = useLanguage();
  const date = new Date(at);
  return (
    <time dateTime={at} title={moments.full(date)}>
      {moments.absolute(date)}
    </time>
  );
}
