import type { DataSource } from 'typeorm';
import type { RequiredApproval } from '../../../src/domain/approval.js';
import { ROLES } from '../../../src/domain/actor.js';
import { personId, type ChangeId } from '../../../src/domain/ids.js';
import { ApprovalQueries } from '../../../src/approvals/approval-queries.js';
import { ChangeQueries } from '../../../src/changes/change-queries.js';
import { PersonDirectory } from '../../../src/identities/person-directory.js';
import { DecisionWriter } from '../../../src/owning-systems/decision-writer.js';
import { IntegrationCalls } from '../../../src/owning-systems/integration-calls.js';
import { ObjectCalls } from '../../../src/owning-systems/object-calls.js';
import { OwningObjects } from '../../../src/owning-systems/owning-objects.js';
import { OwningSystems } from '../../../src/owning-systems/owning-systems.js';
import { Registrations } from '../../../src/owning-systems/registrations.js';
import { SystemRegistry } from '../../../src/owning-systems/system-registry.js';
import { LedgerEntryEntity } from '../../../src/persistence/entities/ledger-entry.entity.js';
import { SystemClock } from '../../../src/ports/clock.port.js';
import type { OwningSystem } from '../../../src/ports/owning-system.port.js';
import { people } from '../../../simulators/shared/people.ts';
import { createCore, requiredApproval } from '../../factories/core.js';

export type StepServices = ReturnType<typeof createStepServices>;

/** The steps that owning systems take part in, on a real database. */
export function createStepServices(database: DataSource, systems: readonly OwningSystem[]) {
  const clock = new SystemClock();
  const core = createCore(database, clock);
  const registry = new SystemRegistry(new Map(systems.map((system) => [system.id, system])));
  const calls = new IntegrationCalls(database, clock);
  const objects = new OwningObjects(database, clock);
  const objectCalls = new ObjectCalls(calls, objects, core.ledger);
  const changes = new ChangeQueries(database, new ApprovalQueries(database, clock), {
    OPERATE_URL: 'http://operate.localhost',
  });
  const people = new PersonDirectory(database, clock);
  const registrations = new Registrations(database, registry, calls, objectCalls, objects, changes);
  const decisions = new DecisionWriter(
    database,
    registry,
    calls,
    registrations,
    objects,
    changes,
    people,
    core.ledger,
    clock,
  );
  return {
    ...core,
    objects,
    /** One more approval of a change that has one. */
    openFurther: (changeId: ChangeId, required: Partial<RequiredApproval>) =>
      core.opening.open({ changeId, requiredApproval: requiredApproval(required), ...nextStep() }),
    owningSystems: new OwningSystems(database, registry, registrations, decisions, objectCalls, objects, changes),
  };
}

/** The sample people, as sign-ins and the import leave them. */
export async function knowSamplePeople(database: DataSource): Promise<void> {
  const directory = new PersonDirectory(database, new SystemClock());
  for (const person of people) {
    await directory.upsert({
      id: personId(person.id),
      name: person.name,
      email: person.email,
      slackUserId: person.slackUserId,
      roles: ROLES.filter((role) => person.roles.includes(role)),
      groups: person.groups,
    });
  }
}

let instances = 0;

/** A step of a process instance of its own. */
export const nextStep = () => ({ processInstanceKey: `process-${(instances += 1)}`, elementInstanceKey: 'element' });

/** Kinds and facts of a change's ledger, in order. */
export async function ledgerOf(database: DataSource, changeId: string, kind = ''): Promise<LedgerEntryEntity[]> {
  const entries = await database
    .getRepository(LedgerEntryEntity)
    .find({ where: { changeId }, order: { index: 'ASC' } });
  return entries.filter((entry) => entry.kind.startsWith(kind));
}
