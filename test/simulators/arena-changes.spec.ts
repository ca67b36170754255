import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import { attributeNamed } from '../../simulators/arena/workspace.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { ArenaClient, startArena, submitForm } from './arena-client.ts';

describe("Arena's changes", () => {
  let arena: Simulator<ArenaState>;
  let client: ArenaClient;
  beforeEach(async () => {
    arena = await startArena();
    client = await new ArenaClient(arena).signIn();
  });
  afterEach(() => arena.stop());

  const statusOf = async (guid: string): Promise<unknown> =>
    (await client.call('GET', `/changes/${guid}`)).at('lifecycleStatus', 'type');

  it('answers EFFECTIVE when an administrator asks for APPROVED', async () => {
    const guid = await client.createChange();
    expect((await client.changeStatus(guid, 'SUBMITTED')).at('status')).toBe('SUBMITTED_FOR_APPROVAL');
    const answer = await client.changeStatus(guid, 'APPROVED', 'Approved in Countersign');
    expect(answer.status).toBe(201);
    expect(answer.at('status')).toBe('EFFECTIVE');
    expect(await statusOf(guid)).toBe('EFFECTIVE');
  });

  it('lets a change of a later effectivity date stay APPROVED', async () => {
    const guid = await client.createChange({
      effectivityType: 'PERMANENT_ON_DATE',
      effectivityPlannedDateTime: '2099-01-01T00:00:00Z',
    });
    await client.changeStatus(guid, 'SUBMITTED');
    expect((await client.changeStatus(guid, 'APPROVED')).at('status')).toBe('APPROVED');
  });

  it('lets only change administrators decide by status change', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    const requester = await new ArenaClient(arena).signIn({
      email: 'requester-1@countersign.localhost',
      password: 'countersign',
    });
    const refused = await requester.changeStatus(guid, 'APPROVED');
    expect(refused.status).toBe(403);
    expect(refused.at('errors', 0, 'code')).toBe(4993);
    expect(await statusOf(guid)).toBe('SUBMITTED_FOR_APPROVAL');
  });

  it('refuses a submission with errors and notices in one array', async () => {
    const guid = await client.createChange({ routings: [] });
    const refused = await client.changeStatus(guid, 'SUBMITTED');
    expect(refused.status).toBe(400);
    expect([refused.at('errors', 0, 'code'), refused.at('errors', 1, 'code')]).toEqual([5006, 5202]);
    expect(refused.at('errors', 1, 'message')).toMatch(/^Notice: /);
    expect((await client.call('GET', `/changes/${guid}/alerts`)).at('count')).toBe(2);
  });

  it('submits in spite of notices', async () => {
    const guid = await client.createChange();
    expect((await client.call('GET', `/changes/${guid}/alerts`)).at('results', 0, 'code')).toBe(5202);
    expect((await client.changeStatus(guid, 'SUBMITTED')).status).toBe(201);
  });

  it('answers 400 with code 3011 for an unknown guid, never 404', async () => {
    const answer = await client.call('GET', '/changes/NOSUCHGUID0000000000');
    expect([answer.status, answer.at('errors', 0, 'code')]).toEqual([400, 3011]);
    expect((await client.call('GET', '/nosuchendpoint')).status).toBe(404);
  });

  it('walks withdraw, complete, unmark and cancel, and refuses what is not in the table', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    expect((await client.changeStatus(guid, 'OPEN_AND_UNLOCKED')).at('status')).toBe('OPEN_AND_UNLOCKED');
    expect((await client.changeStatus(guid, 'COMPLETED')).at('errors', 0, 'code')).toBe(3063);
    await client.changeStatus(guid, 'SUBMITTED');
    await client.changeStatus(guid, 'APPROVED');
    expect((await client.changeStatus(guid, 'COMPLETED')).at('status')).toBe('COMPLETED');
    expect((await client.changeStatus(guid, 'EFFECTIVE')).at('status')).toBe('EFFECTIVE');
    expect((await client.changeStatus(guid, 'CANCELED')).status).toBe(400);
  });

  it('finds by attribute and by number, with a wildcard only where one is written', async () => {
    const guid = await client.createChange();
    const attribute = attributeNamed('Countersign Change').guid;
    expect((await client.call('GET', `/changes?${attribute}=CR-2026-000001`)).at('results', 0, 'guid')).toBe(guid);
    expect((await client.call('GET', '/changes?number=ECO-')).at('count')).toBe(0);
    expect((await client.call('GET', '/changes?number=ECO-*')).at('count')).toBe(1);
    expect((await client.call('GET', '/changes?colour=blue')).at('errors', 0, 'code')).toBe(3019);
  });

  it('lists a short form: whoever needs the attributes must read each change', async () => {
    await client.createChange();
    const listed = await client.call('GET', '/changes');
    expect(listed.at('results', 0, 'additionalAttributes')).toBeUndefined();
    expect(listed.at('results', 0, 'description')).toBeUndefined();
  });

  it('pages by 20 and refuses more than 400', async () => {
    for (let n = 0; n < 21; n += 1) await client.createChange();
    const first = await client.call('GET', '/changes');
    expect([first.at('count'), first.at('results', 'length')]).toEqual([21, 20]);
    expect((await client.call('GET', '/changes?offset=20')).at('results', 'length')).toBe(1);
    expect((await client.call('GET', '/changes?limit=401')).at('errors', 0, 'code')).toBe(3220);
  });

  it('does not edit a submitted change, but for its implementation status', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    expect((await client.call('PUT', `/changes/${guid}`, { title: 'Other' })).at('errors', 0, 'code')).toBe(4020);
    expect((await client.call('PUT', `/changes/${guid}`, { implementationStatus: 'DONE' })).status).toBe(200);
  });

  it("keeps an approver's name and comment where they can be read afterwards", async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    const page = String((await client.call('GET', `/changes/${guid}`)).at('url', 'app'));
    expect(
      (await submitForm(`${page}/vote`, { person: 'quality-1', decision: 'APPROVED', comments: 'Tested' })).status,
    ).toBe(303);
    const change = await client.call('GET', `/changes/${guid}`);
    expect(change.at('lifecycleStatus', 'type')).toBe('EFFECTIVE');
    expect(change.at('routings', 0, 'decisions', 0, 'user', 'fullName')).toBe('Quality Approver 1');
    expect(change.at('routings', 0, 'decisions', 0, 'comments')).toBe('Tested');
    expect((await client.call('GET', `/changes/${guid}/history`)).at('results', 2, 'action')).toBe('Approved');
  });

  it('links to a page whose id is not the guid, and reading the page changes nothing', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    const link = String((await client.call('GET', `/changes/${guid}`)).at('url', 'app'));
    expect(link).not.toContain(guid);
    const before = JSON.stringify(arena.state);
    for (const path of ['', '/vote', '/submit']) await (await fetch(link + path)).text();
    expect(JSON.stringify(arena.state)).toBe(before);
  });

  it('can claim success and do nothing (fault silent-no-op)', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    arena.faults.plan({ rules: [{ kind: 'silent-no-op', times: 1 }] });
    expect((await client.changeStatus(guid, 'APPROVED')).at('status')).toBe('EFFECTIVE');
    expect(await statusOf(guid)).toBe('SUBMITTED_FOR_APPROVAL');
  });
});
