import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WindchillAdapter } from '../../../src/adapters/windchill/windchill.adapter.js';
import { decisionOn, sampleChange } from './sample-change.js';
import { startWindchill, type RunningWindchill } from './windchill.harness.js';

let windchill: RunningWindchill;
beforeEach(async () => void (windchill = await startWindchill()));
afterEach(() => windchill.stop());

async function raised() {
  const change = sampleChange();
  const { objectId } = await windchill.system.registerChange(change);
  await windchill.system.raiseApproval(change, objectId);
  return { change, objectId };
}

describe("Windchill's nonce", () => {
  it('is fetched anew, once, when the session is gone', async () => {
    const { change, objectId } = await raised();
    windchill.faults.plan({ rules: [{ kind: 'session-lost', times: 1 }] });
    const { object } = await windchill.system.writeDecision(objectId, decisionOn(change));
    expect(object.state).toBe('IMPLEMENTATION');
  });

  it('outlives a session that expired', async () => {
    const { change, objectId } = await raised();
    windchill.clock.advance(31 * 60_000);
    await windchill.system.writeDecision(objectId, decisionOn(change));
  });

  it('serves many writes at once', async () => {
    const changes = Array.from({ length: 10 }, () => sampleChange());
    await Promise.all(changes.map((change) => windchill.system.registerChange(change)));
    for (const { id } of changes) expect(windchill.countObjects(id)).toBe(1);
  });

  it('asks for a person when the password is wrong, without showing it', async () => {
    const wrong = new WindchillAdapter({ ...windchill.options, password: 'not-the-password' });
    await expect(wrong.checkHealth()).rejects.toMatchObject({ kind: 'permanent', code: 'SYSTEM_CREDENTIALS' });
    await expect(wrong.checkHealth()).rejects.not.toThrow(/not-the-password|Basic/);
  });
});

describe("Windchill's review task", () => {
  it('that needs an electronic signature is left to the person, with a comment and a link', async () => {
    await windchill.switch({ signingRequired: true });
    const { change, objectId } = await raised();
    const written = await windchill.system.writeDecision(objectId, decisionOn(change));
    expect(written).toMatchObject({ capability: 'deep-link-only', object: { state: 'UNDER_REVIEW' } });
    expect(written.object.url).toContain(encodeURIComponent(objectId));
    expect(windchill.workItemsOf(objectId)[0]?.comment).toContain('Quality Approver 1');
  });

  it('that needs a signature keeps the release back, and says what to do', async () => {
    await windchill.switch({ signingRequired: true });
    const change = sampleChange();
    const { objectId } = await windchill.system.registerChange(change);
    await expect(windchill.system.implementChange(change, objectId)).rejects.toMatchObject({
      kind: 'permanent',
      code: 'SYSTEM_SIGNATURE_MISSING',
    });
    await windchill.decideByHand(objectId, 'approved', 'engineering-1', 'Signed.');
    expect((await windchill.system.implementChange(change, objectId)).state).toBe('RELEASED');
  });

  it('of another user is not completed in his name: the state is written instead', async () => {
    await windchill.switch({ reviewer: 'engineering-2' });
    const { change, objectId } = await raised();
    const written = await windchill.system.writeDecision(objectId, decisionOn(change));
    expect(written).toMatchObject({ capability: 'state-write', object: { state: 'IMPLEMENTATION', decision: null } });
    expect(windchill.workItemsOf(objectId)[0]?.status).toBe('POTENTIAL');
  });

  it('of another user still shows who decided, by who moved the notice on', async () => {
    await windchill.switch({ reviewer: 'engineering-2' });
    const { objectId } = await raised();
    await windchill.decideByHand(objectId, 'approved', 'engineering-2', 'Fine.');
    const { decision } = await windchill.system.readObject(objectId);
    expect(decision).toMatchObject({ verdict: 'approved', decidedBy: 'engineering-2@countersign.localhost' });
  });

  it('may begin with the notice itself', async () => {
    await windchill.switch({ reviewStarts: 'on-create' });
    const { change, objectId } = await raised();
    await windchill.system.writeDecision(objectId, decisionOn(change, { verdict: 'rejected' }));
    expect((await windchill.system.readObject(objectId)).state).toBe('REWORK');
  });

  it('with other labels than the configured ones is a matter of configuration', async () => {
    const choices = { approve: 'Freigeben', reject: 'Ablehnen' };
    const other = new WindchillAdapter({ ...windchill.options, choices });
    const { change, objectId } = await raised();
    await expect(other.writeDecision(objectId, decisionOn(change))).rejects.toThrow(/Freigeben.*Approve, Reject/);
  });
});

describe("Windchill's life cycle", () => {
  it('takes a released notice back by the two steps that lead there', async () => {
    const { change, objectId } = await raised();
    await windchill.system.writeDecision(objectId, decisionOn(change));
    await windchill.system.implementChange(change, objectId);
    expect(await windchill.system.revertRegistration(objectId, 'Failed elsewhere.')).toMatchObject({ undone: true });
    expect((await windchill.system.readObject(objectId)).state).toBe('CANCELLED');
  });

  it('names an unknown container instead of choosing one', async () => {
    const other = new WindchillAdapter({ ...windchill.options, container: 'Not There' });
    await expect(other.registerChange(sampleChange())).rejects.toThrow(/WINDCHILL_CONTAINER/);
  });
});
