import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { openApproval } from '../contracts/approval.open.contract.js';
import { SYSTEM_ACTOR } from '../domain/actor.js';
import type { RequiredApproval } from '../domain/approval.js';
import { ConflictError } from '../domain/errors.js';
import { EVENT_TYPES } from '../domain/events.js';
import { approvalIdOf, type ChangeId } from '../domain/ids.js';
import { durationMs } from '../domain/duration.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';
import { Outbox } from '../persistence/outbox.js';
import { Clock } from '../ports/clock.port.js';
import { approvalEvent } from './approval-events.js';

export interface OpenApprovalCommand {
  readonly changeId: ChangeId;
  readonly requiredApproval: RequiredApproval;
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
}

export type OpenedApproval = z.infer<(typeof openApproval)['output']>;

/** Opens one approval that the governance table asked for. A repeated job finds the approval that it opened before. */
@Injectable()
export class ApprovalOpening {
  constructor(
    private readonly database: DataSource,
    private readonly ledger: LedgerWriter,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async open(command: OpenApprovalCommand): Promise<OpenedApproval> {
    const openingKey = `${command.processInstanceKey}:${command.elementInstanceKey}:approval.open`;
    return this.database.transaction(async (manager) => {
      // The change's row serialises the numbering of its approvals.
      const change = await manager.findOneOrFail(ChangeRequestEntity, {
        where: { id: command.changeId },
        lock: { mode: 'pessimistic_write' },
      });
      const known = await manager.findOneBy(ApprovalEntity, { openingKey });
      if (known !== null) return present(known, change);
      if (change.state !== 'in_review') {
        throw new ConflictError('WRONG_STATE', `${change.id} is ${change.state}; no approval can be opened for it.`);
      }
      const ordinal = (await manager.countBy(ApprovalEntity, { changeId: change.id })) + 1;
      const approval = this.create(command, openingKey, ordinal);
      await manager.insert(ApprovalEntity, approval);
      await this.ledger.append(manager, {
        changeId: change.id,
        kind: 'approval.opened',
        actor: SYSTEM_ACTOR,
        facts: {
          approvalId: approval.id,
          ...command.requiredApproval,
          dueAt: approval.dueAt.toISOString(),
          contentDigest: change.contentDigest,
        },
      });
      await this.outbox.publishToBus(manager, approvalEvent(EVENT_TYPES.approvalOpened, approval));
      return present(approval, change);
    });
  }

  private create(command: OpenApprovalCommand, openingKey: string, ordinal: number): ApprovalEntity {
    const now = this.clock.now();
    const required = command.requiredApproval;
    return Object.assign(new ApprovalEntity(), {
      id: approvalIdOf(command.changeId, ordinal),
      changeId: command.changeId,
      openingKey,
      processInstanceKey: command.processInstanceKey,
      state: 'open',
      domain: required.domain,
      stage: required.stage,
      owningSystem: required.owningSystem,
      accountable: required.accountable,
      consulted: [...required.consulted],
      informed: [...required.informed],
      escalateTo: required.escalateTo,
      escalationLevel: 0,
      ruleId: required.ruleId,
      ruleNumber: required.ruleNumber,
      tableVersion: required.tableVersion,
      dueIn: required.dueIn,
      openedAt: now,
      dueAt: new Date(now.getTime() + durationMs(required.dueIn)),
      objectId: null,
      objectNumber: null,
      objectUrl: null,
      verdict: null,
      decidedBy: null,
      decidedByName: null,
      decidedVia: null,
      decidedAt: null,
      comment: null,
      contentDigest: null,
      writtenBackAt: null,
      closedAt: null,
    } satisfies ApprovalEntity);
  }
}

function present(approval: ApprovalEntity, change: ChangeRequestEntity): OpenedApproval {
  const { content } = change;
  return {
    approvalId: approval.id,
    approval: {
      title: change.title,
      changeId: change.id,
      changeType: change.type,
      domain: approval.domain,
      owningSystem: approval.owningSystem,
      accountable: approval.accountable,
      dueAt: approval.dueAt.toISOString(),
      requester: change.requesterName,
      site: content.site,
      costImpact: `${content.costImpact.toFixed(2)} ${content.currency}`,
      riskClass: content.riskClass,
      description: content.description,
      rule: `rule ${approval.ruleNumber} of selectApprovals v${approval.tableVersion}`,
    },
  };
}
