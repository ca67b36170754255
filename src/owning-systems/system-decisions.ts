import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DecideApproval } from '../approvals/decide-approval.js';
import { eligibleGroups } from '../domain/approval.js';
import type { OwningSystemId } from '../domain/change.js';
import { AlreadyDecidedError, BusinessError } from '../domain/errors.js';
import type { ChangeId } from '../domain/ids.js';
import { PersonDirectory, type Person } from '../identities/person-directory.js';
import { digestOf } from '../ledger/entry-hash.js';
import { LedgerWriter } from '../ledger/ledger-writer.js';
import { ApprovalEntity } from '../persistence/entities/approval.entity.js';
import type { OwningSystemDecision } from '../ports/owning-system.port.js';
import { DecisionAttempts } from './decision-attempts.js';

export type TakenIn = 'no open approval' | 'decided' | 'refused';

/**
 * Takes in decisions that people took in an owning system: through the same use case as every door, as the person
 * whom the system names. Who is not known or not entitled is refused, which is in the ledger once; the approval stays open.
 */
@Injectable()
export class SystemDecisions {
  constructor(
    private readonly database: DataSource,
    private readonly people: PersonDirectory,
    private readonly decideApproval: DecideApproval,
    private readonly attempts: DecisionAttempts,
    private readonly ledger: LedgerWriter,
  ) {}

  async takeIn(system: OwningSystemId, changeId: ChangeId, decision: OwningSystemDecision): Promise<TakenIn> {
    const approvals = await this.database
      .getRepository(ApprovalEntity)
      .find({ where: { changeId, owningSystem: system }, order: { stage: 'ASC', id: 'ASC' } });
    const open = approvals.filter(({ state }) => state === 'open');
    if (open.length === 0) return 'no open approval';
    const person = await this.personOf(decision.decidedBy);
    let outcome: TakenIn = 'refused';
    for (const approval of concerned(approvals, open, person, decision)) {
      if ((await this.decide(approval, decision, person)) === 'decided') outcome = 'decided';
    }
    return outcome;
  }

  private async decide(
    approval: ApprovalEntity,
    decision: OwningSystemDecision,
    person: Person | null,
  ): Promise<TakenIn> {
    // The person's rights and the approval's level belong to the attempt: when they change, it is worth another one.
    const attempt = digestOf({
      approvalId: approval.id,
      level: approval.escalationLevel,
      verdict: decision.verdict,
      decidedBy: decision.decidedBy,
      decidedAt: decision.decidedAt?.toISOString() ?? null,
      person: person === null ? null : { id: person.id, groups: [...person.groups].sort() },
    });
    const outcome = await this.attempts.once(attempt, async () => {
      if (person === null) {
        await this.refuseUnknown(approval, decision);
        return 'refused';
      }
      return this.decideAs(person, approval, decision);
    });
    return outcome ?? 'refused';
  }

  private async decideAs(person: Person, approval: ApprovalEntity, decision: OwningSystemDecision): Promise<TakenIn> {
    try {
      await this.decideApproval.decide({
        approvalId: approval.id,
        verdict: decision.verdict,
        comment:
          decision.comment.trim() === '' ? `Decided in ${approval.owningSystem}, without a comment.` : decision.comment,
        actor: {
          personId: person.id,
          name: person.name,
          roles: person.roles,
          groups: person.groups,
          via: 'owning-system',
        },
      });
      return 'decided';
    } catch (error) {
      if (error instanceof AlreadyDecidedError) return 'decided';
      // Not entitled, or withdrawn meanwhile: decideApproval has put it into the ledger.
      if (error instanceof BusinessError) return 'refused';
      throw error;
    }
  }

  private async refuseUnknown(approval: ApprovalEntity, { verdict, decidedBy }: OwningSystemDecision): Promise<void> {
    const { changeId, id: approvalId, owningSystem: system } = approval;
    const who = decidedBy ?? 'somebody whom the system does not name';
    await this.database.transaction((manager) =>
      this.ledger.append(manager, {
        changeId,
        kind: 'approval.decision-refused',
        actor: `${system}:${decidedBy ?? 'unknown'}`,
        via: 'owning-system',
        facts: {
          approvalId,
          verdict,
          code: 'UNKNOWN_PERSON',
          reason: `Countersign does not know ${who} of ${system}.`,
        },
      }),
    );
  }

  private async personOf(name: string | null): Promise<Person | null> {
    if (name === null) return null;
    return name.includes('@') ? this.people.byEmail(name) : this.people.get(name);
  }
}

/**
 * Of several approvals on one object, a person's decision concerns those that he may decide. When there is none and
 * he decided none before, the attempt is refused for all, so that the ledger shows it.
 */
function concerned(
  all: readonly ApprovalEntity[],
  open: readonly ApprovalEntity[],
  person: Person | null,
  { decidedAt }: OwningSystemDecision,
): readonly ApprovalEntity[] {
  if (person === null) return open;
  const counted = all.some(({ decidedBy, decidedVia }) => decidedBy === person.id && decidedVia === 'owning-system');
  // A decision that counted already says nothing about an approval that was opened after it.
  const asked = counted ? open.filter(({ openedAt }) => decidedAt !== null && openedAt <= decidedAt) : open;
  const his = asked.filter((approval) => eligibleGroups(approval).some((group) => person.groups.includes(group)));
  return his.length > 0 || counted ? his : asked;
}
