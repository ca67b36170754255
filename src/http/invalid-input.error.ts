import type { StandardSchemaV1 } from '@standard-schema/spec';

/** What a person typed is wrong. Names the fields, never repeats their values. */
export class InvalidInputError extends Error {
  readonly status: 400 | 404;
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  constructor(issues: readonly StandardSchemaV1.Issue[], status: 400 | 404 = 400) {
    super('Correct the named fields and send it again.');
    this.name = 'InvalidInputError';
    this.status = status;
    this.issues = issues.slice(0, 50).map((issue) => ({ path: pathOf(issue), message: issue.message }));
  }
}

function pathOf(issue: StandardSchemaV1.Issue): string {
  return (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}
