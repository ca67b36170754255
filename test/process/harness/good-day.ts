import type { RequiredApproval } from '../../../src/domain/approval.ts';
import type { Scenario, Step } from './scenario.ts';
import { completes, throws, type Answer, type Variables } from './scripted-answer.ts';

const owners: Readonly<Record<string, string>> = {
  quality: 'arena',
  engineering: 'windchill',
  procurement: 'erpnext',
  finance: 'erpnext',
};

/** What the handler of a job type answers when a test says nothing about it. */
export function answerOfAGoodDay(step: Step, scenario: Scenario): Answer {
  switch (step.type) {
    case 'change.validate':
      return completes({ facts, purchaseNeeded: scenario.options.purchaseNeeded ?? true });
    case 'governance.select-approvals':
      return completes({ requiredApprovals: (scenario.options.required ?? []).map(requiredApproval) });
    case 'change.register':
      return completes({ registrations: [{ owningSystem: 'arena', objectId: 'A-1', number: 'ECO-000001' }] });
    case 'approval.open':
      return completes(openedApproval(step, scenario));
    case 'approval.settle':
      return settled(step, scenario);
    case 'approval.escalate':
      return completes({ escalationLevel: 1 });
    case 'windchill.reopen-change':
    case 'erp.cancel-order':
    case 'arena.reopen-change':
      return completes({ compensationFailures: [] });
    default:
      return completes();
  }
}

const facts = {
  changeType: 'engineering',
  site: 'plant-1',
  costImpact: 12_500,
  riskClass: 'medium',
  hasSupplierImpact: true,
};

/** A whole row of the governance table around what a test says of it. */
export function requiredApproval(row: { readonly domain: string; readonly stage: number }): Variables {
  return {
    ruleId: `TEST-${row.domain.toUpperCase()}`,
    ruleNumber: 1,
    tableVersion: 1,
    owningSystem: owners[row.domain] ?? 'arena',
    accountable: `${row.domain}-approvers`,
    consulted: [],
    informed: [],
    dueIn: 'P3D',
    remindEvery: 'P30D',
    escalateTo: 'managers',
    ...row,
  };
}

function openedApproval({ variables }: Step, scenario: Scenario): Variables {
  const { domain, owningSystem, accountable } = variables.requiredApproval as RequiredApproval;
  const approvalId = scenario.approvalIds.get(domain) ?? '';
  return {
    approvalId,
    approval: {
      title: 'Replace the bearing',
      changeId: scenario.changeId,
      changeType: 'engineering',
      domain,
      owningSystem,
      accountable,
      dueAt: '2027-03-01T10:00:00.000Z',
      requester: 'Requester 1',
      site: 'plant-1',
      costImpact: '12,500.00 EUR',
      riskClass: 'medium',
      description: 'The bearing wears out too early.',
      rule: 'Rule 1 of selectApprovals v1',
    },
  };
}

/** As the real one: a recorded decision stands, else the form's decision counts. */
function settled({ variables }: Step, scenario: Scenario): Answer {
  const decision = scenario.recorded.get(String(variables.approvalId)) ?? variables.decision;
  if (typeof decision !== 'string') return throws('DECISION_REFUSED', { refusal: 'Nobody decided.' });
  return completes({ outcome: decision });
}
