import type { ChangeContent, ChangeSnapshot } from '../../../src/domain/change.js';
import { approvalIdOf, changeIdOf, personId } from '../../../src/domain/ids.js';
import type { DecisionToWrite } from '../../../src/ports/owning-system.port.js';

let sequence = 0;

/** A change as the flow hands it to an adapter; each call has a number of its own. */
export function sampleChange(overrides: Partial<ChangeSnapshot> = {}): ChangeSnapshot {
  sequence += 1;
  const content: ChangeContent = {
    type: 'engineering',
    title: 'Replace the "at-risk" regulator & its <coil>',
    description: 'Two components reach end of life.\nReplacements are qualified.',
    reason: 'End of life',
    site: 'plant-1',
    costImpact: 12_500.5,
    currency: 'EUR',
    riskClass: 'medium',
    hasSupplierImpact: true,
    affectedItems: [{ number: '830-00001', revision: 'B', description: 'Power board' }, { number: '830-00002' }],
  };
  return {
    ...content,
    id: changeIdOf(2026, sequence),
    requester: personId('requester-1'),
    source: 'web',
    sourceRef: null,
    contentDigest: 'a'.repeat(64),
    ...overrides,
  };
}

export function decisionOn(change: ChangeSnapshot, overrides: Partial<DecisionToWrite> = {}): DecisionToWrite {
  return {
    verdict: 'approved',
    byName: 'Quality Approver 1',
    byEmail: 'quality-1@countersign.localhost',
    comment: 'Checked against the drawing.',
    approvalId: approvalIdOf(change.id, 1),
    ...overrides,
  };
}
