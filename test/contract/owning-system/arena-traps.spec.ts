import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArenaQuota, resetTime } from '../../../src/adapters/arena/arena-quota.js';
import { ArenaAdapter } from '../../../src/adapters/arena/arena.adapter.js';
import { startArena, type RunningArena } from './arena.harness.js';
import { MemorySessions } from './memory-sessions.js';
import { decisionOn, sampleChange } from './sample-change.js';

let arena: RunningArena;
beforeEach(async () => void (arena = await startArena()));
afterEach(() => arena.stop());

async function raised() {
  const change = sampleChange();
  const { objectId } = await arena.system.registerChange(change);
  await arena.system.raiseApproval(change, objectId);
  return { change, objectId };
}

const raiseByHand = (fields: Record<string, string> = {}) =>
  arena.form('/changes', {
    person: 'requester-1',
    title: 'Raised in Arena',
    description: 'By hand.',
    category: 'Supplier Change Order',
    routing: 'Quality Approval',
    type: 'supplier',
    site: 'plant-2',
    reason: 'New supplier',
    cost: '750.5',
    currency: 'USD',
    risk: 'high',
    supplier: 'Yes',
    items: '830-00001 (B) Power board\n830-00002',
    then: 'submit',
    ...fields,
  });

describe("Arena's single session per user", () => {
  it('serves several of our processes with one sign-in', async () => {
    const other = arena.anotherProcess();
    await Promise.all([arena.system.checkHealth(), other.checkHealth()]);
    await Promise.all([arena.system.registerChange(sampleChange()), other.registerChange(sampleChange())]);
    expect(arena.sessions.signIns).toBe(1);
  });

  it('is renewed once when it expired, however many calls notice it', async () => {
    await arena.system.checkHealth();
    await arena.control('clock', { advanceMinutes: 91 });
    await Promise.all(Array.from({ length: 8 }, () => arena.system.registerChange(sampleChange())));
    expect(arena.sessions.signIns).toBe(2);
  });

  it('is renewed when somebody else signed in as the same user', async () => {
    const { objectId } = await raised();
    await new ArenaAdapter(arena.options, new MemorySessions()).checkHealth();
    expect((await arena.system.readObject(objectId)).state).toBe('SUBMITTED_FOR_APPROVAL');
  });

  it('is understood under both names that its key is known by', async () => {
    await arena.control('switches', { loginKey: 'arenaSessionId' });
    await arena.system.checkHealth();
  });

  it('asks for a person when the password is wrong, without showing it', async () => {
    const wrong = new ArenaAdapter({ ...arena.options, password: 'not-the-password' }, new MemorySessions());
    await expect(wrong.checkHealth()).rejects.toMatchObject({ kind: 'permanent', code: 'SYSTEM_CREDENTIALS' });
    await expect(wrong.checkHealth()).rejects.not.toThrow(/not-the-password/);
  });

  it('waits when Arena pauses the user after too many wrong passwords', async () => {
    const wrong = new ArenaAdapter({ ...arena.options, password: 'not-the-password' }, new MemorySessions());
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(wrong.checkHealth()).rejects.toMatchObject({ kind: 'permanent' });
    await expect(wrong.checkHealth()).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 300_000 });
  });
});

describe("Arena's quota", () => {
  it('stops all calls until the reset once it is used up', async () => {
    const { objectId } = await raised();
    arena.faults.plan({ rules: [{ kind: 'quota-exhausted', times: 1 }] });
    await expect(arena.system.readObject(objectId)).rejects.toMatchObject({ kind: 'transient', code: 'SYSTEM_QUOTA' });
    const error = await arena.system.readObject(objectId).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'SYSTEM_QUOTA' });
    expect((error as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0);
  });

  it('keeps a reserve of calls for decisions: polls give way first', async () => {
    await arena.stop();
    arena = await startArena(520);
    const { objectId } = await raised();
    await arena.feed.poll().catch(() => undefined);
    for (let call = 0; call < 15; call += 1) await arena.system.readObject(objectId);
    await expect(arena.feed.poll()).rejects.toMatchObject({ code: 'SYSTEM_QUOTA' });
    await arena.system.readObject(objectId);
  });

  it.each([
    ['Fri, 02-May-2014 14:22:13 GMT-0700 (PDT)', '2014-05-02T21:22:13.000Z'],
    ['Tue, 02 Dec 2026 08:00:00 GMT', '2026-12-02T08:00:00.000Z'],
  ])('reads the reset time %s', (header, at) => expect(new Date(resetTime(header) ?? 0).toISOString()).toBe(at));

  it('survives headers that it cannot read', () => {
    const quota = new ArenaQuota(() => 1_000);
    quota.observe(new Headers({ 'x-arena-requests-remaining': 'many', 'x-arena-next-request-limit-reset': 'soon' }));
    quota.require();
    quota.observe(new Headers({ 'x-arena-requests-remaining': '0', 'x-arena-next-request-limit-reset': 'soon' }));
    expect(() => quota.require()).toThrow(/used up/);
  });
});

describe("Arena's answers", () => {
  it('names the errors of a refused submission and leaves out the notices among them', async () => {
    const change = sampleChange();
    const { objectId } = await arena.system.registerChange(change);
    arena.faults.plan({ rules: [{ kind: 'submit-blocked', times: 1 }] });
    const error: unknown = await arena.system.raiseApproval(change, objectId).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'business', code: 'SYSTEM_REFUSED' });
    expect(String(error)).toMatch(/5106/);
    expect(String(error)).not.toMatch(/Notice/);
  });

  it('submits twice where administrators route changes', async () => {
    await arena.control('switches', { routingMethod: 'admin-defined' });
    const { objectId } = await raised();
    expect((await arena.system.readObject(objectId)).state).toBe('SUBMITTED_FOR_APPROVAL');
  });

  it('accepts a change that becomes effective by being submitted', async () => {
    await arena.control('switches', { routingMethod: 'auto-routing' });
    const unrouted = new ArenaAdapter({ ...arena.options, routing: 'no such routing' }, arena.sessions);
    const change = sampleChange();
    const { objectId } = await unrouted.registerChange(change);
    expect((await unrouted.raiseApproval(change, objectId)).state).toBe('EFFECTIVE');
    expect((await unrouted.writeDecision(objectId, decisionOn(change))).alreadyThere).toBe(true);
  });

  it('says which attribute a workspace lacks', async () => {
    const attributes = { ...arena.options.attributes, change: 'Not There' };
    const unprepared = new ArenaAdapter({ ...arena.options, attributes }, arena.sessions);
    await expect(unprepared.checkHealth()).rejects.toThrow(/Not There/);
  });

  it('reads lists to their end, whatever their count means', async () => {
    await arena.control('switches', { countMeans: 'page' });
    for (let n = 0; n < 3; n += 1) await raiseByHand({ title: `Change ${n}` });
    const items = await arena.feed.poll();
    expect(new Set(items.map(({ objectId }) => objectId)).size).toBe(3);
  });
});

describe('a change that is effective in Arena', () => {
  it('is undone by one further change, which says what it reverts', async () => {
    const { change, objectId } = await raised();
    await arena.system.writeDecision(objectId, decisionOn(change));
    const first = await arena.system.revertRegistration(objectId, 'Engineering rejected it.');
    const second = await arena.anotherProcess().revertRegistration(objectId, 'Engineering rejected it.');
    expect(first.undone).toBe(false);
    expect(first.how).toMatch(/"Revert of ECO-\d+" was opened/);
    expect(second).toEqual(first);
    expect(arena.countObjects(`revert:${objectId}`)).toBe(1);
  });
});

describe("Arena's event queue", () => {
  it('gives news oldest first, until they are acknowledged', async () => {
    await raised();
    const items = await arena.feed.poll();
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect((await arena.feed.poll()).map(({ eventId }) => eventId)).toEqual(items.map(({ eventId }) => eventId));
    for (const item of items) await arena.feed.acknowledge(item);
    for (const item of items) await arena.feed.acknowledge(item);
    expect(await arena.feed.poll()).toEqual([]);
  });

  it('maps a change that was raised in Arena, with who raised it', async () => {
    await raiseByHand();
    const [item] = await arena.feed.poll();
    expect(await arena.feed.readRaisedChange(item?.objectId ?? '')).toEqual({
      objectId: item?.objectId,
      requesterEmail: 'requester-1@countersign.localhost',
      content: {
        type: 'supplier',
        title: 'Raised in Arena',
        description: 'By hand.',
        reason: 'New supplier',
        site: 'plant-2',
        costImpact: 750.5,
        currency: 'USD',
        riskClass: 'high',
        hasSupplierImpact: true,
        affectedItems: [{ number: '830-00001', revision: 'B', description: 'Power board' }, { number: '830-00002' }],
      },
    });
  });

  it('takes for raised neither our own changes nor those that are not submitted', async () => {
    const { objectId } = await raised();
    expect(await arena.feed.readRaisedChange(objectId)).toBeNull();
    await raiseByHand({ then: 'save' });
    const items = await arena.feed.poll();
    expect(await arena.feed.readRaisedChange(items.at(-1)?.objectId ?? '')).toBeNull();
  });

  it('leaves a change that a person raised to that person when it is taken back', async () => {
    await raiseByHand();
    const [item] = await arena.feed.poll();
    const objectId = item?.objectId ?? '';
    const change = sampleChange({ source: 'arena', sourceRef: objectId });
    expect((await arena.system.registerChange(change)).objectId).toBe(objectId);
    expect(await arena.system.revertRegistration(objectId, 'Withdrawn.')).toMatchObject({ undone: true });
    expect((await arena.system.readObject(objectId)).state).toBe('OPEN_AND_UNLOCKED');
  });
});
