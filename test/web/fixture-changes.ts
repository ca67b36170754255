import type { ChangeDetail, TimelineEntry } from '../../web/src/api/types.ts';
import { approvalOf, changeOf, entryOf, inHours } from './fixture-data.ts';

/** Waits for two approvals of its first stage; one of them was given in the owning system. */
export function bracketChange(): ChangeDetail {
  const change = changeOf(123, {
    title: 'Reinforce the bracket of the pump housing',
    owningObjects: [
      { system: 'arena', number: 'CHG-000045', state: 'Submitted', url: 'http://localhost:4001/changes/CHG-000045' },
      { system: 'windchill', number: 'CN-00317', state: 'UNDERREVIEW', url: 'http://localhost:4002/changes/CN-00317' },
    ],
  });
  change.content = {
    ...change.content,
    description:
      'Cracks were found at the rear fastening of the bracket after 400 hours on the test bench.\n\n' +
      'The wall grows from 4 to 6 mm, the radius at the foot from 2 to 5 mm. The casting tool is reworked once; ' +
      'parts in stock are used up in the non-vibrating variants.',
    reason: 'Field failures at two customers; without the change the warranty reserve has to grow.',
    costImpact: 18_400,
    riskClass: 'high',
    affectedItems: [
      { number: '100-2041', revision: 'C', description: 'Bracket, pump housing, cast' },
      { number: '100-2043', revision: 'B', description: 'Fastening kit M10' },
      { number: 'DWG-7741' },
    ],
  };
  change.approvals = [
    approvalOf(change, 1, {
      domain: 'quality',
      owningSystem: 'arena',
      objectNumber: 'CHG-000045',
      objectUrl: 'http://localhost:4001/changes/CHG-000045',
      dueAt: inHours(4),
    }),
    approvalOf(change, 2, {
      domain: 'engineering',
      owningSystem: 'windchill',
      objectNumber: 'CN-00317',
      objectUrl: 'http://localhost:4002/changes/CN-00317',
      state: 'approved',
      decision: {
        verdict: 'approved',
        by: 'engineering-1',
        byName: 'Engineering Approver 1',
        via: 'owning-system',
        at: inHours(-3),
        comment: 'Strength calculation checked. Mind the draft angle at the foot.',
      },
    }),
  ];
  return change;
}

export function bracketTimeline(): TimelineEntry[] {
  return [
    entryOf(1, {
      kind: 'change.created',
      actor: 'requester-1',
      actorName: 'Requester 1',
      via: 'web',
      facts: { source: 'web', sourceRef: null },
    }),
    entryOf(2, { kind: 'change.submitted', actor: 'requester-1', actorName: 'Requester 1', via: 'web' }),
    entryOf(3, { kind: 'change.validated' }),
    entryOf(4, {
      kind: 'approval.opened',
      facts: {
        approvalId: 'CR-2026-000123-A1',
        domain: 'quality',
        owningSystem: 'arena',
        accountable: 'quality-approvers',
      },
    }),
    entryOf(5, {
      kind: 'approval.opened',
      facts: {
        approvalId: 'CR-2026-000123-A2',
        domain: 'engineering',
        owningSystem: 'windchill',
        accountable: 'engineering-approvers',
      },
    }),
    entryOf(6, {
      kind: 'approval.decision-refused',
      actor: 'requester-1',
      actorName: 'Requester 1',
      via: 'slack',
      facts: {
        approvalId: 'CR-2026-000123-A1',
        verdict: 'approved',
        reason: 'The requester of a change cannot decide an approval of it.',
      },
    }),
    entryOf(7, {
      kind: 'approval.reminded',
      facts: { approvalId: 'CR-2026-000123-A1', accountable: 'quality-approvers' },
    }),
    entryOf(8, {
      kind: 'approval.decided',
      actor: 'engineering-1',
      actorName: 'Engineering Approver 1',
      via: 'owning-system',
      facts: {
        approvalId: 'CR-2026-000123-A2',
        domain: 'engineering',
        owningSystem: 'windchill',
        verdict: 'approved',
        comment: 'Strength calculation checked. Mind the draft angle at the foot.',
      },
    }),
  ];
}

/** Enough for a second page of the inbox, in every state of being late and escalated. */
export function manyChanges(): ChangeDetail[] {
  const titles: readonly (readonly [string, ChangeDetail['type']])[] = [
    ['Second source for the seal ring', 'supplier'],
    ['Work instruction for torque at station 12', 'document'],
    ['Containment of porous castings of lot 2291', 'corrective-action'],
    ['Connector with locking lever on the control unit', 'engineering'],
    ['Specification of the surface after blasting, revision 4', 'document'],
    [
      'Replace the adhesive that its maker discontinues by the two-component one that was qualified last year',
      'engineering',
    ],
  ];
  return Array.from({ length: 30 }, (_unused, index) => {
    const [title, type] = titles[index % titles.length] ?? ['Change', 'engineering'];
    const change = changeOf(200 + index, {
      title,
      type,
      createdAt: inHours(-40 - index),
      submittedAt: inHours(-40 - index),
    });
    const domain = (['procurement', 'quality', 'finance', 'engineering'] as const)[index % 4] ?? 'quality';
    const owningSystem = (['erpnext', 'arena', 'erpnext', 'windchill'] as const)[index % 4] ?? 'arena';
    const late = index % 5 === 0;
    change.approvals = [
      approvalOf(change, 1, {
        domain,
        owningSystem,
        stage: domain === 'procurement' || domain === 'finance' ? 2 : 1,
        openedAt: inHours(-2 - index * 5),
        dueAt: inHours(late ? -6 - index : 3 + index * 2),
        escalationLevel: late ? 1 : 0,
        objectNumber: owningSystem === 'erpnext' ? `PUR-ORD-2026-${String(index).padStart(5, '0')}` : null,
      }),
    ];
    return change;
  });
}

export function closedChanges(): ChangeDetail[] {
  const rejected = changeOf(101, {
    title: 'Drop the incoming inspection of fasteners',
    type: 'document',
    state: 'rejected',
    closedAt: inHours(-50),
  });
  rejected.approvals = [
    approvalOf(rejected, 1, {
      domain: 'quality',
      owningSystem: 'arena',
      state: 'rejected',
      decision: {
        verdict: 'rejected',
        by: 'quality-2',
        byName: 'Quality Approver 2',
        via: 'slack',
        at: inHours(-50),
        comment: 'Two lots failed this year.',
      },
    }),
  ];
  return [
    rejected,
    changeOf(102, {
      title: 'Label in the language of the destination',
      type: 'document',
      state: 'implemented',
      closedAt: inHours(-100),
    }),
    changeOf(103, {
      title: 'Change the supplier of the housing',
      type: 'supplier',
      state: 'failed',
      closedAt: inHours(-9),
      outcomeReason: 'ERPNext refused the purchase order: the supplier is disabled.',
    }),
    changeOf(104, {
      title: 'Move the mark to the rear side',
      state: 'draft',
      submittedAt: null,
      processInstanceKey: null,
      operateUrl: null,
      mayWithdraw: true,
    }),
  ];
}
