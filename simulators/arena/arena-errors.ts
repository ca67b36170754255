/** One entry of Arena's error array. A notice stands among the errors and does not forbid anything. */
export interface ArenaProblem {
  readonly code: number;
  readonly message: string;
}

/** An answer `{"status", "errors": [{"code", "message"}]}`. Codes and texts: ARENA-DOC, "API Error Codes". */
export class ArenaError extends Error {
  readonly status: number;
  readonly problems: readonly ArenaProblem[];

  constructor(status: number, ...problems: readonly ArenaProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.name = 'ArenaError';
    this.status = status;
    this.problems = problems;
  }
}

export const invalidGuid = (guid: string): ArenaError =>
  new ArenaError(400, { code: 3011, message: `The guid "${guid}" is not valid.` });
export const requiredAttribute = (name: string): ArenaError =>
  new ArenaError(400, { code: 3001, message: `The attribute "${name}" is required.` });
export const invalidValue = (name: string): ArenaError =>
  new ArenaError(400, { code: 3003, message: `The value for the attribute "${name}" is not valid.` });
export const invalidToken = (): ArenaError => new ArenaError(401, { code: 4089, message: 'Invalid token.' });
export const notAdministrator = (): ArenaError =>
  new ArenaError(403, {
    code: 4993,
    message: 'Only change administrators can execute this specific change lifecycle transition.',
  });
