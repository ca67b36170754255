import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApprovalState, Verdict } from '../domain/approval.js';
import { AlreadyDecidedError, BusinessError, NotFoundError, TransientError } from '../domain/errors.js';
import type { ApprovalId } from '../domain/ids.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { UserTaskQuery } from '../ports/process-engine.port.js';
import { DecideApproval } from './decide-approval.js';

export interface SettleApprovalCommand {
  readonly approvalId: ApprovalId;
  /** What the Decide form in Tasklist set; null when another door decided. */
  readonly formDecision: string | null;
  readonly formComment: string | null;
  readonly processInstanceKey: string;
}

/**
 * Finds the decision once the engine's task ended. A recorded decision stands, whoever completed the task;
 * otherwise Tasklist completed it, and its assignee decides through the same use case as everybody.
 */
@Injectable()
export class ApprovalSettlement {
  constructor(
    private readonly database: DataSource,
    private readonly userTasks: UserTaskQuery,
    private readonly people: PersonDirectory,
    private readonly decideApproval: DecideApproval,
  ) {}

  /**
   * Errors: BusinessError DECISION_REFUSED with the reason for the person at the task;
   * TransientError while the engine does not show yet who completed the task.
   */
  async settle(command: SettleApprovalCommand): Promise<Exclude<ApprovalState, 'open'>> {
    const approval = await this.read(command.approvalId);
    if (approval.state !== 'open') {
      await this.recordLateTasklistDecision(command, approval);
      return approval.state;
    }
    const verdict = verdictOf(command.formDecision);
    if (verdict === undefined) {
      throw new BusinessError(
        'DECISION_REFUSED',
        'The task was completed without a decision. Choose approve or reject.',
      );
    }
    await this.decideAsAssignee(command, verdict);
    const settled = await this.read(command.approvalId);
    if (settled.state === 'open') throw new TransientError('NOT_SETTLED', `${command.approvalId} is still open.`);
    return settled.state;
  }

  private async decideAsAssignee(command: SettleApprovalCommand, verdict: Verdict): Promise<void> {
    const actor = await this.assigneeOf(command.processInstanceKey);
    if (actor === undefined) {
      throw new BusinessError(
        'DECISION_REFUSED',
        'The task was completed without an assignee whom Countersign knows. Claim it first.',
      );
    }
    try {
      await this.decideApproval.decide({
        approvalId: command.approvalId,
        verdict,
        comment: command.formComment ?? '',
        actor,
      });
    } catch (error) {
      // Another door won between the read and the decision: its decision stands.
      if (error instanceof AlreadyDecidedError) return;
      if (error instanceof BusinessError && error.code !== 'APPROVAL_CLOSED') {
        throw new BusinessError('DECISION_REFUSED', error.message, { cause: error });
      }
      throw error;
    }
  }

  /** Tasklist's task was completed although another door was first: the late decision is refused, and in the ledger. */
  private async recordLateTasklistDecision(command: SettleApprovalCommand, approval: ApprovalEntity): Promise<void> {
    const verdict = verdictOf(command.formDecision);
    if (verdict === undefined || approval.decidedVia === 'tasklist') return;
    const actor = await this.assigneeOf(command.processInstanceKey);
    if (actor === undefined) return;
    try {
      await this.decideApproval.decide({ approvalId: approval.id, verdict, comment: command.formComment ?? '', actor });
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error;
    }
  }

  private async assigneeOf(processInstanceKey: string) {
    const task = await this.userTasks.findCompletedTask(processInstanceKey);
    if (task === undefined) {
      throw new TransientError('TASK_NOT_VISIBLE', 'The engine does not show yet who completed the task.', {
        retryAfterMs: 1_000,
        waiting: true,
      });
    }
    const actor = task.assignee === null ? null : await this.people.actor(task.assignee, 'tasklist');
    return actor ?? undefined;
  }

  private async read(id: ApprovalId): Promise<ApprovalEntity> {
    const approval = await this.database.getRepository(ApprovalEntity).findOneBy({ id });
    if (approval === null) throw new NotFoundError('approval', id);
    return approval;
  }
}

function verdictOf(formDecision: string | null): Verdict | undefined {
  return formDecision === 'approved' || formDecision === 'rejected' ? formDecision : undefined;
}
