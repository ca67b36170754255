/** The decision that was there first, as a 409 carries it. */
export interface EarlierDecision {
  readonly verdict: 'approved' | 'rejected';
  readonly byName: string;
  readonly via: string;
  readonly at: string;
}

/** What is wrong with one field; the path is dotted, such as `affectedItems.0.number`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** An answer that is not success, read from its problem+json body. Status 0 means that no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly decision: EarlierDecision | undefined;

  constructor(status: number, body: unknown, options?: ErrorOptions) {
    const members = isRecord(body) ? body : {};
    super(text(members['detail']) ?? text(members['title']) ?? '', options);
    this.name = 'Problem';
    this.status = status;
    this.code = text(members['code']);
    this.fields = Array.isArray(members['errors']) ? members['errors'].flatMap(fieldProblem) : [];
    this.decision = earlierDecision(members['decision']);
  }
}

function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value)) return [];
  const path = Array.isArray(value['path']) ? value['path'].join('.') : text(value['path']);
  const message = text(value['message']);
  return path === undefined || message === undefined ? [] : [{ path, message }];
}

function earlierDecision(value: unknown): EarlierDecision | undefined {
  if (!isRecord(value)) return undefined;
  const verdict = value['verdict'];
  const byName = text(value['byName']);
  const via = text(value['via']);
  const at = text(value['at']);
  if (verdict !== 'approved' && verdict !== 'rejected') return undefined;
  if (byName === undefined || via === undefined || at === undefined) return undefined;
  return { verdict, byName, via, at };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
