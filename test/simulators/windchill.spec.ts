import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import type { WindchillState } from '../../simulators/windchill/windchill-state.ts';
import { submitForm } from './arena-client.ts';
import { startWindchill, WindchillClient } from './windchill-client.ts';

describe('Windchill REST services', () => {
  let windchill: Simulator<WindchillState>;
  let client: WindchillClient;
  beforeEach(async () => {
    windchill = await startWindchill();
    client = new WindchillClient(windchill);
  });
  afterEach(() => windchill.stop());

  const stateOf = async (key: string): Promise<unknown> =>
    (await client.get(`/ChangeMgmt/ChangeNotices('${key}')`)).at('State', 'Value');
  const switchTo = (switches: Record<string, unknown>): Promise<Response> =>
    fetch(`${windchill.url}/_sim/switches`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(switches),
    });
  const underReview = async (): Promise<{ notice: string; task: string }> => {
    const notice = await client.createNotice();
    await client.setState(notice, 'UNDER_REVIEW');
    return { notice, task: await client.openTask(notice) };
  };

  it('refuses wrong passwords, and writes without the nonce of their own session', async () => {
    expect(
      (
        await new WindchillClient(windchill, { user: 'countersign', password: 'wrong' }).get(
          '/ChangeMgmt/ChangeNotices',
        )
      ).status,
    ).toBe(401);
    await client.createNotice();
    const bare = await fetch(`${client.root}/ChangeMgmt/ChangeNotices`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('countersign:integration-password').toString('base64')}`,
        CSRF_NONCE: client.nonce,
        'content-type': 'application/json',
      },
      body: '{}',
    });
    expect(bare.status).toBe(403);
  });

  it('forgets the nonce when the session has been idle for long', async () => {
    await client.createNotice();
    const old = client.nonce;
    windchill.clock.advance(31 * 60_000);
    await client.createNotice({ Name: 'Later' });
    expect(client.nonce).not.toBe(old);
  });

  it('finds by attribute, by number and by state, with or without a version in the path', async () => {
    const key = await client.createNotice();
    for (const filter of [
      "CountersignChange eq 'CR-2026-000001'",
      "Number eq '00001' and State/Value eq 'OPEN'",
      "contains(Name,'connector') or Name eq 'x'",
    ]) {
      expect(
        (await client.get(`/v6/ChangeMgmt/ChangeNotices?$filter=${encodeURIComponent(filter)}`)).at('value', 0, 'ID'),
      ).toBe(key);
    }
    expect((await client.get("/ChangeMgmt/ChangeNotices?$filter=Colour eq 'blue'")).status).toBe(400);
    expect((await client.get(`/ChangeMgmt/ChangeNotices('${encodeURIComponent(key)}')`)).at('ID')).toBe(key);
    expect((await client.get("/ChangeMgmt/ChangeNotices('OR:wt.change2.WTChangeOrder2:1')")).status).toBe(404);
  });

  it('pages by 25 with a next link, or as the caller prefers', async () => {
    for (let n = 0; n < 27; n += 1) await client.createNotice();
    const first = await client.get('/ChangeMgmt/ChangeNotices?$orderby=Number desc&$count=true');
    expect([first.at('value', 'length'), first.at('@odata.count')]).toEqual([25, 27]);
    const second = await client.get(String(first.at('@odata.nextLink')));
    expect([second.at('value', 'length'), second.at('@odata.nextLink')]).toEqual([2, undefined]);
    expect(
      (await client.get('/ChangeMgmt/ChangeNotices', { prefer: 'odata.maxpagesize=1000' })).at('value', 'length'),
    ).toBe(27);
  });

  it('sets a state with 204 and no body, and only along the life cycle', async () => {
    const key = await client.createNotice();
    expect((await client.setState(key, 'RELEASED')).status).toBe(400);
    expect((await client.setState(key, 'UNDER_REVIEW')).status).toBe(204);
    expect(await stateOf(key)).toBe('UNDER_REVIEW');
    expect(
      (await client.get(`/ChangeMgmt/ChangeNotices('${key}')/PTC.ChangeMgmt.GetValidStateTransitions()`)).at(
        'value',
        0,
        'Value',
      ),
    ).toBe('IMPLEMENTATION');
    const half = await client.write('POST', `/ChangeMgmt/ChangeNotices('${key}')/PTC.ChangeMgmt.SetState`, {
      State: { Value: 'CANCELLED' },
    });
    expect(half.status).toBe(400);
  });

  it('gives a review task to the integration, which completes it with a routing choice', async () => {
    const { notice, task } = await underReview();
    expect((await client.get(`/Workflow/WorkItems('${task}')/Activity/UserEventList`)).at('value')).toEqual([
      'Approve',
      'Reject',
    ]);
    expect((await client.complete(task, 'Approve')).status).toBe(204);
    expect(await stateOf(notice)).toBe('IMPLEMENTATION');
    expect((await client.complete(task, 'Approve')).status).toBe(400);
  });

  it('wants all five parameters and the choice in the field of the task', async () => {
    const { task } = await underReview();
    expect((await client.complete(task, 'Approve', { Variables: undefined })).status).toBe(400);
    expect((await client.complete(task, 'Approve', { UserEventList: [], VoteAction: 'Approve' })).status).toBe(400);
    expect((await client.complete(task, 'Perhaps')).status).toBe(400);
    await switchTo({ taskKind: 'voting' });
    const voting = await underReview();
    expect((await client.complete(voting.task, 'Approve')).status).toBe(400);
    expect((await client.complete(voting.task, '', { UserEventList: [], VoteAction: 'Reject' })).status).toBe(204);
    expect(await stateOf(voting.notice)).toBe('REWORK');
  });

  it("hides other people's tasks and lets only the owner complete one", async () => {
    const { task } = await underReview();
    const engineer = new WindchillClient(windchill, { user: 'engineering-1', password: 'countersign' });
    expect((await engineer.get('/Workflow/WorkItems')).at('value', 'length')).toBe(0);
    expect((await engineer.complete(task, 'Approve')).status).toBe(404);
    const user = (await client.get("/PrincipalMgmt/Users?$filter=Name eq 'engineering-1'")).at('value', 0, 'ID');
    expect(
      (await client.write('POST', '/Workflow/ReassignWorkItems', { WorkItems: [{ ID: task }], User: { ID: user } }))
        .status,
    ).toBe(204);
    expect((await client.complete(task, 'Approve')).status).toBe(403);
    expect((await engineer.complete(task, 'Approve')).status).toBe(204);
  });

  it('shows who decided on the page, to the former owner of the task', async () => {
    const { notice, task } = await underReview();
    const form = { person: 'engineering-2', item: task, choice: 'Reject', comment: 'Drawing is missing' };
    expect((await submitForm(`${windchill.url}/Windchill/app/complete`, form)).status).toBe(303);
    expect(await stateOf(notice)).toBe('REWORK');
    const item = await client.get(`/Workflow/WorkItems('${task}')?$expand=CompletedBy,Subject`);
    expect(item.at('CompletedBy', 'EMail')).toBe('engineering-2@countersign.localhost');
    expect([item.at('ActionPerformed'), item.at('Comment'), item.at('Subject', 'ID')]).toEqual([
      'Reject',
      'Drawing is missing',
      notice,
    ]);
  });

  it('lets nobody complete a task that needs a signature through the API, only a person who signs again', async () => {
    await switchTo({ signingRequired: true });
    const { notice, task } = await underReview();
    expect((await client.get(`/Workflow/WorkItems('${task}')`)).at('SigningRequired')).toBe(true);
    expect((await client.complete(task, 'Approve', { SignatureToken: 'made-up' })).status).toBe(403);
    const form = { person: 'engineering-1', item: task, choice: 'Approve', comment: '' };
    expect((await submitForm(`${windchill.url}/Windchill/app/complete`, { ...form, password: 'wrong' })).status).toBe(
      403,
    );
    expect(
      (await submitForm(`${windchill.url}/Windchill/app/complete`, { ...form, password: 'countersign' })).status,
    ).toBe(303);
    expect(await stateOf(notice)).toBe('IMPLEMENTATION');
  });

  it('can answer 204 and do nothing (fault silent-no-op)', async () => {
    const { notice, task } = await underReview();
    windchill.faults.plan({ rules: [{ kind: 'silent-no-op', times: 1 }] });
    expect((await client.complete(task, 'Approve')).status).toBe(204);
    expect(await stateOf(notice)).toBe('UNDER_REVIEW');
  });
});
