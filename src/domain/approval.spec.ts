import { describe, expect, it } from 'vitest';
import type { Actor } from './actor.js';
import { refusalOf, type DecidableApproval } from './approval.js';
import { approvalIdOf, changeIdOf, personId } from './ids.js';

const changeId = changeIdOf(2026, 1);
const approval: DecidableApproval = {
  id: approvalIdOf(changeId, 1),
  changeId,
  state: 'open',
  accountable: 'quality-approvers',
  escalateTo: 'managers',
  escalationLevel: 0,
};
const actor = (id: string, groups: string[]): Actor => ({
  personId: personId(id),
  name: id,
  roles: ['approver'],
  groups,
  via: 'web',
});
const requester = personId('requester-1');

describe('who may decide an approval', () => {
  it('lets a member of the accountable group decide', () => {
    expect(refusalOf(approval, requester, actor('quality-1', ['quality-approvers']))).toBeUndefined();
  });

  it("refuses a requester's approval of his own change, even when he is in the accountable group", () => {
    expect(refusalOf(approval, requester, actor('requester-1', ['quality-approvers']))?.code).toBe('OWN_CHANGE');
  });

  it('refuses people of other groups and names the group that may', () => {
    const refusal = refusalOf(approval, requester, actor('finance-1', ['finance-approvers']));
    expect(refusal?.code).toBe('NOT_ELIGIBLE');
    expect(refusal?.reason).toContain('quality-approvers');
  });

  it('lets the next level decide only after escalation', () => {
    const manager = actor('manager-1', ['managers']);
    expect(refusalOf(approval, requester, manager)?.code).toBe('NOT_ELIGIBLE');
    expect(refusalOf({ ...approval, escalationLevel: 1 }, requester, manager)).toBeUndefined();
  });
});
