import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GuardedOwningSystem } from '../../../src/adapters/guarded-owning-system.js';
import type { Verdict } from '../../../src/domain/approval.js';
import type { ApprovalId } from '../../../src/domain/ids.js';
import { ApprovalEntity } from '../../../src/persistence/entities/approval.entity.js';
import { IntegrationCallEntity } from '../../../src/persistence/entities/integration-call.entity.js';
import { createTestDatabase, type TestDatabase } from '../../database/postgres.js';
import { actor } from '../../factories/actors.js';
import { changeContent } from '../../factories/change-content.js';
import { startArena, type RunningArena } from '../owning-system/arena.harness.js';
import { startErpnext, type RunningErpnext } from '../owning-system/erpnext.harness.js';
import { startWindchill, type RunningWindchill } from '../owning-system/windchill.harness.js';
import { createStepServices, knowSamplePeople, ledgerOf, nextStep, type StepServices } from './step-services.js';

let database: TestDatabase;
let arena: RunningArena;
let windchill: RunningWindchill;
let erpnext: RunningErpnext;
let services: StepServices;

// The simulators live as long as the database: their object ids must not begin anew.
beforeAll(async () => {
  [database, arena, windchill, erpnext] = await Promise.all([
    createTestDatabase(),
    startArena(),
    startWindchill(),
    startErpnext(),
  ]);
  await knowSamplePeople(database.source);
  const systems = [arena.system, windchill.system, erpnext.system].map((system) => new GuardedOwningSystem(system));
  services = createStepServices(database.source, systems);
});
afterEach(() => {
  for (const { faults } of [arena, windchill, erpnext]) faults.clear();
});
afterAll(async () => {
  await Promise.all([arena.stop(), windchill.stop(), erpnext.stop()]);
  await database.drop();
});

const kindsOf = async (changeId: string) =>
  (await ledgerOf(database.source, changeId, 'owning-system')).map(
    ({ kind, facts }) => `${kind} ${String(facts.system)}`,
  );
const approvalOf = (id: string) =>
  database.source.getRepository(ApprovalEntity).findOneByOrFail({ id: id as ApprovalId });
const setCall = (key: string, values: Partial<IntegrationCallEntity>) =>
  database.source.getRepository(IntegrationCallEntity).update({ key }, values as object);

async function submitted() {
  return services.submission.submitNew(changeContent(), actor('requester-1'));
}

/** An approval that was opened and raised in its system, as the flow does it. */
async function raisedApproval(required: Parameters<StepServices['openApproval']>[1] = {}) {
  const { change, approvalId } = await services.openApproval({}, required);
  const step = nextStep();
  await services.owningSystems.register(change.id, [required.owningSystem ?? 'arena'], step);
  await services.owningSystems.raiseApproval(approvalId, step);
  return { change, approvalId };
}

const decide = (approvalId: ApprovalId, verdict: Verdict, by: string) =>
  services.decideApproval.decide({ approvalId, verdict, comment: 'Looked at it.', actor: actor(by, 'slack') });

describe('registering a change', () => {
  it('is done once per step, with one ledger entry, and answers a repeat with the first answer', async () => {
    const change = await submitted();
    const step = nextStep();
    const first = await services.owningSystems.register(change.id, ['arena', 'windchill', 'erpnext', 'erpnext'], step);
    const second = await services.owningSystems.register(change.id, ['arena', 'windchill', 'erpnext', 'erpnext'], step);
    expect(second).toEqual(first);
    expect(first.map(({ owningSystem }) => owningSystem)).toEqual(['arena', 'erpnext', 'windchill']);
    expect((await kindsOf(change.id)).sort()).toEqual([
      'owning-system.registered arena',
      'owning-system.registered erpnext',
      'owning-system.registered windchill',
    ]);
    expect(erpnext.countObjects(change.id)).toBe(1);
  });

  it('creates one object when the same step runs in ten processes at once', async () => {
    const change = await submitted();
    const step = nextStep();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => services.owningSystems.register(change.id, ['arena'], step)),
    );
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ kind: 'transient', code: 'CALL_IN_PROGRESS' });
    }
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(arena.countObjects(change.id)).toBe(1);
    expect(await kindsOf(change.id)).toHaveLength(1);
  });

  it('finds the object of a process that died between the system and the database', async () => {
    const change = await submitted();
    const step = nextStep();
    arena.faults.plan({ rules: [{ kind: 'reset-after', ...arena.writes.create, times: 1 }] });
    await expect(services.owningSystems.register(change.id, ['arena'], step)).rejects.toMatchObject({
      kind: 'transient',
    });
    const key = `${step.processInstanceKey}:element:arena.register`;
    await setCall(key, { state: 'started', startedAt: new Date(Date.now() - 10_000) });
    await expect(services.owningSystems.register(change.id, ['arena'], step)).rejects.toMatchObject({
      code: 'CALL_IN_PROGRESS',
    });
    await setCall(key, { startedAt: new Date(Date.now() - 60_000) });
    await services.owningSystems.register(change.id, ['arena'], step);
    expect(arena.countObjects(change.id)).toBe(1);
    expect(await kindsOf(change.id)).toEqual(['owning-system.registered arena']);
  });

  it('refuses the same step with another request', async () => {
    const change = await submitted();
    const step = nextStep();
    await services.owningSystems.register(change.id, ['arena'], step);
    await expect(services.owningSystems.register(change.id, ['arena', 'arena'], step)).rejects.toMatchObject({
      kind: 'permanent',
      code: 'CALL_MISMATCH',
    });
  });

  it('registers in the systems that answer, and tries the others again', async () => {
    const change = await submitted();
    const step = nextStep();
    arena.faults.plan({ rules: [{ kind: 'status', status: 503 }] });
    await expect(services.owningSystems.register(change.id, ['arena', 'windchill'], step)).rejects.toMatchObject({
      kind: 'transient',
    });
    expect(await kindsOf(change.id)).toEqual(['owning-system.registered windchill']);
    arena.faults.clear();
    expect(await services.owningSystems.register(change.id, ['arena', 'windchill'], step)).toHaveLength(2);
    expect(windchill.countObjects(change.id)).toBe(1);
  });
});

describe('raising an approval', () => {
  it('links the approval to the object, for people who want to decide there', async () => {
    const { approvalId } = await raisedApproval();
    const approval = await approvalOf(approvalId);
    expect(approval.objectNumber).toMatch(/^ECO-/);
    expect(approval.objectUrl).toMatch(/^http/);
  });

  it('is not held up by another system that is slow', async () => {
    arena.faults.plan({ rules: [{ kind: 'latency', ms: 5_000 }] });
    const slow = await Promise.all(Array.from({ length: 12 }, () => submitted()));
    const waiting = Promise.allSettled(
      slow.map((change) => services.owningSystems.register(change.id, ['arena'], nextStep())),
    );
    const began = Date.now();
    await raisedApproval({ owningSystem: 'windchill' });
    expect(Date.now() - began).toBeLessThan(1_000);
    await waiting;
  });
});

describe('writing a decision back', () => {
  it('writes what was decided through another door, once, and says how and what was read back', async () => {
    const { change, approvalId } = await raisedApproval();
    await decide(approvalId, 'approved', 'quality-1');
    const step = nextStep();
    await services.owningSystems.writeBack(approvalId, step);
    await services.owningSystems.writeBack(approvalId, step);
    const written = await ledgerOf(database.source, change.id, 'owning-system.decision-written');
    expect(written).toHaveLength(1);
    expect(written[0]?.facts).toMatchObject({
      system: 'arena',
      approvalId,
      capability: 'administrative-override',
      alreadyThere: false,
      state: 'EFFECTIVE',
    });
    expect((await approvalOf(approvalId)).writtenBackAt).toBeInstanceOf(Date);
  });

  it('leaves alone what was decided in the system itself', async () => {
    const { change, approvalId } = await raisedApproval();
    await services.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1', 'owning-system'),
    });
    arena.faults.plan({ rules: [{ kind: 'status', status: 500 }] });
    await services.owningSystems.writeBack(approvalId, nextStep());
    expect(await ledgerOf(database.source, change.id, 'owning-system.decision')).toHaveLength(0);
  });

  it('approves an object that two approvals share with the last of them, also when that one opens later', async () => {
    const { change, approvalId: procurement } = await services.openApproval(
      {},
      {
        owningSystem: 'erpnext',
        domain: 'procurement',
        accountable: 'procurement-approvers',
        stage: 2,
      },
    );
    await services.owningSystems.register(change.id, ['erpnext', 'erpnext'], nextStep());
    await services.owningSystems.raiseApproval(procurement, nextStep());
    await decide(procurement, 'approved', 'procurement-1');
    await services.owningSystems.writeBack(procurement, nextStep());
    const { objectId } = (await services.objects.of(change.id, 'erpnext')) ?? { objectId: '' };
    expect((await erpnext.system.readObject(objectId)).state).toBe('Pending Approval');

    const { approvalId: finance } = await services.openFurther(change.id, {
      owningSystem: 'erpnext',
      domain: 'finance',
      accountable: 'finance-approvers',
      stage: 3,
    });
    await services.owningSystems.raiseApproval(finance, nextStep());
    await decide(finance, 'approved', 'finance-1');
    await services.owningSystems.writeBack(finance, nextStep());
    expect((await erpnext.system.readObject(objectId)).state).toBe('Approved');
    expect((await kindsOf(change.id)).slice(-3)).toEqual([
      'owning-system.decision-held erpnext',
      'owning-system.approval-raised erpnext',
      'owning-system.decision-written erpnext',
    ]);
  });

  it('stops with what a person has to repair when the system rejected what was approved', async () => {
    const { change, approvalId } = await raisedApproval();
    const { objectId } = (await services.objects.of(change.id, 'arena')) ?? { objectId: '' };
    await arena.decideByHand(objectId, 'rejected', 'quality-2', 'Not like this.');
    await decide(approvalId, 'approved', 'quality-1');
    await expect(services.owningSystems.writeBack(approvalId, nextStep())).rejects.toMatchObject({
      kind: 'permanent',
      code: 'SYSTEM_DISAGREES',
    });
  });

  it('lets a rejection go on when the system has approved, since the change is taken back there next', async () => {
    const { change, approvalId } = await raisedApproval({
      owningSystem: 'erpnext',
      accountable: 'procurement-approvers',
    });
    const { objectId } = (await services.objects.of(change.id, 'erpnext')) ?? { objectId: '' };
    await erpnext.decideByHand(objectId, 'approved', 'procurement-2', 'Fine.');
    await decide(approvalId, 'rejected', 'procurement-1');
    await services.owningSystems.writeBack(approvalId, nextStep());
    await services.owningSystems.unregister(change.id, nextStep(), 'It was rejected.');
    expect((await erpnext.system.readObject(objectId)).state).toBe('Cancelled');
    expect((await kindsOf(change.id)).slice(-2)).toEqual([
      'owning-system.decision-differs erpnext',
      'owning-system.reverted erpnext',
    ]);
  });
});

describe('taking a change back', () => {
  it('undoes it in every system, once, and tells in the ledger how', async () => {
    const change = await submitted();
    await services.owningSystems.register(change.id, ['arena', 'windchill', 'erpnext'], nextStep());
    const step = nextStep();
    await services.owningSystems.unregister(change.id, step);
    await services.owningSystems.unregister(change.id, step);
    const reverted = await ledgerOf(database.source, change.id, 'owning-system.reverted');
    expect(reverted).toHaveLength(3);
    for (const { facts } of reverted) expect(facts).toMatchObject({ undone: true });
  });

  it('finds and undoes an object of which only the system knows', async () => {
    const change = await submitted();
    arena.faults.plan({ rules: [{ kind: 'reset-after', ...arena.writes.create, times: 1 }] });
    await expect(services.owningSystems.register(change.id, ['arena'], nextStep())).rejects.toMatchObject({
      kind: 'transient',
    });
    await services.owningSystems.unregister(change.id, nextStep());
    const { objectId } = (await services.objects.of(change.id, 'arena')) ?? { objectId: '' };
    expect((await arena.system.readObject(objectId)).state).toBe('CANCELED');
  });

  it('takes back what is registered while the requester withdraws', async () => {
    const change = await submitted();
    arena.faults.plan({ rules: [{ kind: 'latency', ms: 500, ...arena.writes.create }] });
    const registering = services.owningSystems.register(change.id, ['arena'], nextStep());
    await services.withdrawal.withdraw(change.id, actor('requester-1'), 'No longer needed.');
    await registering;
    const { objectId } = (await services.objects.of(change.id, 'arena')) ?? { objectId: '' };
    expect((await arena.system.readObject(objectId)).state).toBe('CANCELED');
  });
});

describe('implementing a change', () => {
  it('does each step once and takes it back once', async () => {
    const { change, approvalId } = await raisedApproval();
    await decide(approvalId, 'approved', 'quality-1');
    await services.owningSystems.writeBack(approvalId, nextStep());
    const step = nextStep();
    for (const system of ['windchill', 'erpnext', 'arena'] as const) {
      await services.owningSystems.implement(system, change.id, step);
      await services.owningSystems.implement(system, change.id, step);
    }
    for (const system of ['arena', 'erpnext', 'windchill'] as const) {
      expect(await services.owningSystems.revertImplementation(system, change.id, nextStep())).toMatchObject({
        undone: true,
      });
    }
    const states = (await services.objects.allOf(change.id)).map(({ system, objectId }) => ({ system, objectId }));
    const read = await Promise.all(
      states.map(
        async ({ system, objectId }) => (await { arena, windchill, erpnext }[system].system.readObject(objectId)).state,
      ),
    );
    expect(read).toEqual(['EFFECTIVE', 'Cancelled', 'IMPLEMENTATION']);
    expect((await ledgerOf(database.source, change.id, 'owning-system.implemented')).length).toBe(3);
  });

  it('passes on a refusal as one that the flow can catch', async () => {
    const { change } = await raisedApproval();
    const { objectId } = (await services.objects.of(change.id, 'arena')) ?? { objectId: '' };
    await arena.decideByHand(objectId, 'rejected', 'quality-2', 'No.');
    await expect(services.owningSystems.implement('arena', change.id, nextStep())).rejects.toMatchObject({
      kind: 'business',
      code: 'SYSTEM_REFUSED',
    });
  });
});
