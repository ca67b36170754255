import type { DataSource } from 'typeorm';
import { ApprovalOpening } from '../../src/approvals/approval-opening.js';
import { ApprovalReminders } from '../../src/approvals/approval-reminders.js';
import { DecideApproval } from '../../src/approvals/decide-approval.js';
import { OpenApprovals } from '../../src/approvals/open-approvals.js';
import { ChangeReview } from '../../src/changes/change-review.js';
import { ChangeSubmission } from '../../src/changes/change-submission.js';
import { ChangeWithdrawal } from '../../src/changes/change-withdrawal.js';
import type { RequiredApproval } from '../../src/domain/approval.js';
import type { ChangeContent } from '../../src/domain/change.js';
import { LedgerVerifier } from '../../src/ledger/ledger-verifier.js';
import { LedgerWriter } from '../../src/ledger/ledger-writer.js';
import { Outbox } from '../../src/persistence/outbox.js';
import { SystemClock, type Clock } from '../../src/ports/clock.port.js';
import { actor } from './actors.js';
import { changeContent } from './change-content.js';

/** The core services on a real database, without the engine: a test plays the engine's part. */
export function createCore(database: DataSource, clock: Clock = new SystemClock()) {
  const ledger = new LedgerWriter(clock);
  const outbox = new Outbox();
  const openApprovals = new OpenApprovals(ledger, outbox, clock);
  const submission = new ChangeSubmission(database, ledger, outbox, clock);
  const opening = new ApprovalOpening(database, ledger, outbox, clock);
  return {
    ledger,
    outbox,
    submission,
    opening,
    withdrawal: new ChangeWithdrawal(database, ledger, outbox, openApprovals, clock),
    review: new ChangeReview(database, ledger, outbox, openApprovals, clock),
    decideApproval: new DecideApproval(database, ledger, outbox, clock),
    reminders: new ApprovalReminders(database, ledger, outbox),
    verifier: new LedgerVerifier(database),

    /** A submitted change of requester-1 with one open quality approval. */
    async openApproval(content: Partial<ChangeContent> = {}, required: Partial<RequiredApproval> = {}) {
      const change = await submission.submitNew(changeContent(content), actor('requester-1'));
      const { approvalId } = await opening.open({
        changeId: change.id,
        requiredApproval: requiredApproval(required),
        processInstanceKey: String(Math.floor(Math.random() * 1e15)),
        elementInstanceKey: '1',
      });
      return { change, approvalId };
    },
  };
}

export function requiredApproval(overrides: Partial<RequiredApproval> = {}): RequiredApproval {
  return {
    ruleId: 'ENG-QUALITY',
    ruleNumber: 1,
    tableVersion: 1,
    domain: 'quality',
    stage: 1,
    owningSystem: 'arena',
    accountable: 'quality-approvers',
    consulted: [],
    informed: [],
    dueIn: 'P2D',
    remindEvery: 'P1D',
    escalateTo: 'managers',
    ...overrides,
  };
}
