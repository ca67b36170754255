declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** `CR-2026-000123`: number and primary key of a change request. */
export type ChangeId = Branded<string, 'ChangeId'>;
/** `CR-2026-000123-A1`: the nth approval of a change. */
export type ApprovalId = Branded<string, 'ApprovalId'>;
/** The `sub` claim of the identity provider; also the user name in Tasklist. */
export type PersonId = Branded<string, 'PersonId'>;

const changePattern = /^CR-\d{4}-\d{6}$/;
const approvalPattern = /^CR-\d{4}-\d{6}-A\d{1,4}$/;

export const isChangeId = (value: string): value is ChangeId => changePattern.test(value);
export const isApprovalId = (value: string): value is ApprovalId => approvalPattern.test(value);
export const personId = (value: string): PersonId => value as PersonId;

/** Builds the id of the nth change of a year; `sequence` is 1-based. */
export function changeIdOf(year: number, sequence: number): ChangeId {
  return `CR-${year}-${String(sequence).padStart(6, '0')}` as ChangeId;
}

/** Builds the id of the nth approval of a change; `ordinal` is 1-based. */
export function approvalIdOf(changeId: ChangeId, ordinal: number): ApprovalId {
  return `${changeId}-A${ordinal}` as ApprovalId;
}

/** The change that an approval belongs to, read from the approval's id. */
export function changeIdOfApproval(approvalId: ApprovalId): ChangeId {
  return approvalId.slice(0, approvalId.lastIndexOf('-A')) as ChangeId;
}
