import type { Approval, ChangeDetail, Me, TimelineEntry } from '../../web/src/api/types.ts';

const HOUR = 3_600_000;

/** A moment relative to now; negative hours are past. */
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

export const digestOf = (seed: string): string =>
  Buffer.from(seed)
    .toString('hex')
    .padEnd(64, '0')
    .slice(0, 64)
    .replaceAll(/[^0-9a-f]/g, '0');

const person = (id: string, name: string, roles: Me['roles'], groups: string[] = []): Me => ({
  id,
  name,
  roles,
  groups,
  via: 'web',
});

export const PEOPLE = {
  requester: person('requester-1', 'Requester 1', ['requester']),
  quality: person('quality-1', 'Quality Approver 1', ['approver'], ['quality-approvers']),
  manager: person('manager-1', 'Manager 1', ['manager'], ['managers']),
} as const;

export function changeOf(number: number, part: Partial<ChangeDetail> & { title: string }): ChangeDetail {
  const id = `CR-2026-${String(number).padStart(6, '0')}`;
  const { title, ...rest } = part;
  const base: ChangeDetail = {
    id,
    state: 'in_review',
    type: 'engineering',
    title,
    requester: 'requester-1',
    requesterName: 'Requester 1',
    source: 'web',
    sourceRef: null,
    site: 'plant-1',
    createdAt: inHours(-30),
    submittedAt: inHours(-29),
    closedAt: null,
    outcomeReason: null,
    content: {
      type: 'engineering',
      title,
      description: '',
      reason: '',
      site: 'plant-1',
      costImpact: 0,
      currency: 'EUR',
      riskClass: 'medium',
      hasSupplierImpact: false,
      affectedItems: [],
    },
    contentDigest: digestOf(id),
    processInstanceKey: `22517998136${String(number).padStart(5, '0')}`,
    operateUrl: `http://localhost:8081/operate/processes/22517998136${String(number).padStart(5, '0')}`,
    approvals: [],
    owningObjects: [],
    mayWithdraw: false,
  };
  const change = { ...base, ...rest };
  return { ...change, content: { ...change.content, title, type: change.type, site: change.site } };
}

export function approvalOf(
  change: ChangeDetail,
  ordinal: number,
  part: Partial<Approval> & Pick<Approval, 'domain' | 'owningSystem'>,
): Approval {
  return {
    id: `${change.id}-A${ordinal}`,
    changeId: change.id,
    changeTitle: change.title,
    changeType: change.type,
    stage: 1,
    accountable: `${part.domain}-approvers`,
    state: 'open',
    openedAt: inHours(-28),
    dueAt: inHours(20),
    escalationLevel: 0,
    escalateTo: 'managers',
    requester: change.requester,
    requesterName: change.requesterName,
    site: change.site,
    costImpact: change.content.costImpact,
    currency: change.content.currency,
    riskClass: change.content.riskClass,
    processInstanceKey: `${change.processInstanceKey}${ordinal}`,
    objectNumber: null,
    objectUrl: null,
    decision: null,
    rule: { table: 'selectApprovals', version: 12, number: ordinal + 2, id: `rule-${ordinal}` },
    mayDecide: false,
    contentDigest: change.contentDigest,
    ...part,
  };
}

export function entryOf(index: number, part: Partial<TimelineEntry> & { kind: string }): TimelineEntry {
  return {
    index,
    at: inHours(-29 + index),
    actor: 'system',
    actorName: 'system',
    via: null,
    facts: {},
    hash: digestOf(String(index)),
    ...part,
  };
}
