import type { Messages } from '../messages/english.ts';
import type { FieldProblem } from './check-form.ts';

export function problemWords(problem: FieldProblem, { problems }: Messages['submit']): string {
  switch (problem.kind) {
    case 'tooShort':
      return problems.tooShort(problem.limit);
    case 'tooLong':
      return problems.tooLong(problem.limit);
    case 'tooMany':
      return problems.tooMany(problem.limit);
    default:
      return problems[problem.kind];
  }
}
