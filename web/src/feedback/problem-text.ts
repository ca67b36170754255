import { Problem } from '../api/problem.ts';
import { useLanguage } from '../messages/language-context.tsx';

/** What happened, for people: the platform's own words where it gave some. */
export function useProblemText(): (error: Error) => string {
  const { shell } = useLanguage().messages;
  return (error) => {
    if (!(error instanceof Problem)) return error.message;
    if (error.status === 0) return shell.unreachable;
    return error.message === '' ? shell.unexpected(error.status) : error.message;
  };
}
