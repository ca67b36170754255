import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusinessError, CountersignError, PermanentError, TransientError } from '../../../src/domain/errors.js';
import { arena } from './arena.harness.js';
import { erpnext, erpnextSelfApproval } from './erpnext.harness.js';
import type { RunningSystem } from './harness.js';
import { decisionOn, sampleChange } from './sample-change.js';
import { windchill, windchillVoting } from './windchill.harness.js';

const reason = 'Engineering rejected the change.';

describe.each([arena, windchill, windchillVoting, erpnext, erpnextSelfApproval])(
  '$name as an owning system',
  (harness) => {
    let running: RunningSystem;
    beforeEach(async () => void (running = await harness.start()));
    afterEach(() => running.stop());

    async function raised() {
      const change = sampleChange();
      const { objectId } = await running.system.registerChange(change);
      const object = await running.system.raiseApproval(change, objectId);
      return { change, objectId, object };
    }

    async function approved() {
      const { change, objectId } = await raised();
      await running.system.writeDecision(objectId, decisionOn(change));
      return { change, objectId };
    }

    async function implemented() {
      const { change, objectId } = await approved();
      await running.system.implementChange(change, objectId);
      return { change, objectId };
    }

    describe('registering', () => {
      it('creates one object for a change, however often it is asked', async () => {
        const change = sampleChange();
        expect(await running.system.findObject(change)).toBeNull();
        const first = await running.system.registerChange(change);
        const second = await running.anotherProcess().registerChange(change);
        expect(second).toEqual(first);
        expect(await running.system.findObject(change)).toEqual(first);
        expect(running.countObjects(change.id)).toBe(1);
        expect(first.number).toMatch(/\S/);
        expect(first.url).toMatch(/^http/);
        expect(first.decision).toBeNull();
      });

      it('finds the object again whose creation was answered by a lost connection', async () => {
        const change = sampleChange();
        running.faults.plan({ rules: [{ kind: 'reset-after', ...running.writes.create, times: 1 }] });
        await expect(running.system.registerChange(change)).rejects.toBeInstanceOf(TransientError);
        await running.system.registerChange(change);
        expect(running.countObjects(change.id)).toBe(1);
      });

      it('keeps changes apart whose numbers begin alike', async () => {
        const [one, other] = [sampleChange(), sampleChange()];
        const first = await running.system.registerChange(one);
        expect((await running.system.registerChange(other)).objectId).not.toBe(first.objectId);
      });
    });

    describe('raising the approval', () => {
      it('puts the object in front of the approvers, and a second time changes nothing', async () => {
        const { change, objectId, object } = await raised();
        expect(running.states.waiting).toContain(object.state);
        expect(await running.system.raiseApproval(change, objectId)).toEqual(object);
      });

      it('notices a success behind which nothing happened', async () => {
        const change = sampleChange();
        const { objectId } = await running.system.registerChange(change);
        running.faults.plan({ rules: [{ kind: 'silent-no-op', times: 1 }] });
        const raising = running.system.raiseApproval(change, objectId);
        await expect(raising).rejects.toMatchObject({ kind: 'transient', code: 'SYSTEM_NOT_CHANGED' });
        expect(running.states.waiting).toContain((await running.system.raiseApproval(change, objectId)).state);
      });
    });

    describe('deciding elsewhere', () => {
      it('writes an approval, reads it back and names the capability', async () => {
        const { change, objectId } = await raised();
        const written = await running.system.writeDecision(objectId, decisionOn(change));
        expect(written.alreadyThere).toBe(false);
        expect(running.system.capabilities).toContain(written.capability);
        expect(running.states.approved).toContain(written.object.state);
        expect(running.states.approved).toContain((await running.system.readObject(objectId)).state);
      });

      it('writes a rejection and reads it back', async () => {
        const { change, objectId } = await raised();
        const written = await running.system.writeDecision(objectId, decisionOn(change, { verdict: 'rejected' }));
        expect(running.states.rejected).toContain(written.object.state);
      });

      it('takes a decision that is already there as written', async () => {
        const { change, objectId } = await approved();
        const again = await running.anotherProcess().writeDecision(objectId, decisionOn(change));
        expect(again.alreadyThere).toBe(true);
      });

      it('does not show its own write as a decision that was taken in the system', async () => {
        const { objectId } = await approved();
        expect((await running.system.readObject(objectId)).decision).toBeNull();
      });

      it('writes once when the answer to the write is lost', async () => {
        const { change, objectId } = await raised();
        running.faults.plan({ rules: [{ kind: 'reset-after', ...running.writes.decide, times: 1 }] });
        await expect(running.system.writeDecision(objectId, decisionOn(change))).rejects.toBeInstanceOf(TransientError);
        expect((await running.system.writeDecision(objectId, decisionOn(change))).alreadyThere).toBe(true);
      });

      it('notices a success behind which nothing happened', async ({ skip }) => {
        skip(!running.decisionCanBeSilent, 'written by a call that does what it says');
        const { change, objectId } = await raised();
        running.faults.plan({ rules: [{ kind: 'silent-no-op', times: 1 }] });
        await expect(running.system.writeDecision(objectId, decisionOn(change))).rejects.toMatchObject({
          code: 'SYSTEM_NOT_CHANGED',
        });
        expect((await running.system.writeDecision(objectId, decisionOn(change))).alreadyThere).toBe(false);
      });

      it('overwrites no opposite decision of the system', async () => {
        const { change, objectId } = await raised();
        await running.decideByHand(objectId, 'rejected', running.approver.person, 'Not with this supplier.');
        const write = running.system.writeDecision(objectId, decisionOn(change));
        await expect(write).rejects.toMatchObject({ kind: 'permanent', code: 'SYSTEM_DISAGREES' });
      });
    });

    describe('deciding in the system', () => {
      it.each(['approved', 'rejected'] as const)('shows who %s it there, and why', async (verdict) => {
        const { objectId } = await raised();
        await running.decideByHand(objectId, verdict, running.approver.person, 'Looked at it here.');
        const { decision } = await running.system.readObject(objectId);
        expect(decision).toMatchObject({ verdict, decidedBy: running.approver.decidedBy });
        expect(decision?.decidedAt).toBeInstanceOf(Date);
        expect(decision?.comment).toContain('Looked at it here.');
      });
    });

    describe('implementing', () => {
      it('implements an approved change, once', async () => {
        const { change, objectId } = await implemented();
        const again = await running.system.implementChange(change, objectId);
        expect(running.states.implemented).toContain(again.state);
      });

      it('implements a change that needed no approval in this system', async () => {
        const change = sampleChange();
        const { objectId } = await running.system.registerChange(change);
        const object = await running.system.implementChange(change, objectId);
        expect(running.states.implemented).toContain(object.state);
      });

      it('refuses to implement what was rejected', async () => {
        const { change, objectId } = await raised();
        await running.system.writeDecision(objectId, decisionOn(change, { verdict: 'rejected' }));
        const refused = running.system.implementChange(change, objectId);
        await expect(refused).rejects.toMatchObject({ kind: 'business', code: 'SYSTEM_REFUSED' });
      });

      it('takes the implementation back, and a second time says that there is nothing to take back', async () => {
        const { change, objectId } = await implemented();
        expect(await running.system.revertImplementation(change, objectId, reason)).toMatchObject({ undone: true });
        expect(running.states.implemented).not.toContain((await running.system.readObject(objectId)).state);
        expect(await running.system.revertImplementation(change, objectId, reason)).toMatchObject({ undone: true });
      });
    });

    describe('taking the change back', () => {
      it.each([
        ['a registered change', async () => (await running.system.registerChange(sampleChange())).objectId],
        ['a change that waits for approval', async () => (await raised()).objectId],
        [
          'a rejected change',
          async () => {
            const { change, objectId } = await raised();
            await running.system.writeDecision(objectId, decisionOn(change, { verdict: 'rejected' }));
            return objectId;
          },
        ],
      ])('undoes %s, and a second time is harmless', async (_state, prepare) => {
        const objectId = await prepare();
        expect(await running.system.revertRegistration(objectId, reason)).toMatchObject({ undone: true });
        expect(running.states.takenBack).toContain((await running.system.readObject(objectId)).state);
        expect(await running.system.revertRegistration(objectId, reason)).toMatchObject({ undone: true });
      });

      it('says of an approved and of an implemented change what was done, the same at a repeat', async () => {
        for (const { objectId } of [await approved(), await implemented()]) {
          const first = await running.system.revertRegistration(objectId, reason);
          const second = await running.system.revertRegistration(objectId, reason);
          expect(first.how).toMatch(/\w/);
          expect(second.undone).toBe(first.undone);
        }
      });
    });

    describe('when the system fails', () => {
      it.each([500, 502, 503, 504])('takes status %i as passing', async (status) => {
        running.faults.plan({ rules: [{ kind: 'status', status, times: 1 }] });
        await expect(running.system.registerChange(sampleChange())).rejects.toBeInstanceOf(TransientError);
      });

      it('waits as long as a 503 says', async () => {
        running.faults.plan({ rules: [{ kind: 'status', status: 503, retryAfterSeconds: 7, times: 1 }] });
        await expect(running.system.registerChange(sampleChange())).rejects.toMatchObject({ retryAfterMs: 7_000 });
      });

      it('gives up on an answer that takes too long', async () => {
        running.faults.plan({ rules: [{ kind: 'latency', ms: 3_000, times: 1 }] });
        await expect(running.system.registerChange(sampleChange())).rejects.toMatchObject({ code: 'SYSTEM_TIMEOUT' });
      });

      it('takes a reset connection as passing', async () => {
        running.faults.plan({ rules: [{ kind: 'reset-before', times: 1 }] });
        await expect(running.system.registerChange(sampleChange())).rejects.toMatchObject({
          code: 'SYSTEM_UNREACHABLE',
        });
      });

      it('takes a system that is down as passing, and names it', async () => {
        await running.stop();
        const attempt = running.anotherProcess().registerChange(sampleChange());
        await expect(attempt).rejects.toThrow(harness.name.split(' ')[0]);
        await expect(attempt).rejects.toMatchObject({ kind: 'transient' });
        running = await harness.start();
      });

      it('says of an object that is not there that a person must look', async () => {
        await expect(running.system.readObject('no-such-object')).rejects.toBeInstanceOf(PermanentError);
      });

      it('answers every failure in one of the three kinds', async () => {
        running.faults.plan({
          seed: 7,
          rules: [
            { kind: 'status', status: 500, probability: 0.3 },
            { kind: 'reset-after', probability: 0.2 },
          ],
        });
        const change = sampleChange();
        for (let attempt = 0; attempt < 30; attempt += 1) {
          try {
            const { objectId } = await running.system.registerChange(change);
            await running.system.raiseApproval(change, objectId);
            await running.system.writeDecision(objectId, decisionOn(change));
          } catch (error) {
            expect(error).toBeInstanceOf(CountersignError);
            expect(error).not.toBeInstanceOf(BusinessError);
          }
        }
        running.faults.clear();
        const { objectId } = await running.system.registerChange(change);
        await running.system.raiseApproval(change, objectId);
        const { object } = await running.system.writeDecision(objectId, decisionOn(change));
        expect(running.states.approved).toContain(object.state);
        expect(running.countObjects(change.id)).toBe(1);
      });
    });

    it('is healthy when it answers, and says so when it does not', async () => {
      await running.system.checkHealth();
      running.faults.plan({ rules: [{ kind: 'status', status: 503 }] });
      await expect(running.anotherProcess().checkHealth()).rejects.toBeInstanceOf(TransientError);
    });
  },
);
