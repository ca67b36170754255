import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { ArenaClient, startArena } from './arena-client.ts';

describe("Arena's event engine", () => {
  let arena: Simulator<ArenaState>;
  let client: ArenaClient;
  let events: string;
  beforeEach(async () => {
    arena = await startArena();
    client = await new ArenaClient(arena).signIn();
    events = `/outboundevents/${String((await client.call('GET', '/outboundevents')).at('results', 0, 'guid'))}/events`;
  });
  afterEach(() => arena.stop());

  it('keeps an event with the statuses before and after, newest first', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    const open = await client.call('GET', `${events}?resourcesReconciled=false`);
    expect([open.at('count'), open.at('results', 0, 'triggers', 0, 'action')]).toEqual([2, 'WORKFLOW']);
    const resource = await client.call(
      'GET',
      `${events}/${String(open.at('results', 0, 'guid'))}/changes?reconciled=false`,
    );
    expect(resource.at('results', 0)).toEqual({
      guid,
      preEvent: { lifecycleStatus: { type: 'OPEN_AND_UNLOCKED' } },
      postEvent: { lifecycleStatus: { type: 'SUBMITTED_FOR_APPROVAL' } },
      reconciled: false,
    });
  });

  it('makes two events of one approval: to APPROVED, then to EFFECTIVE', async () => {
    const guid = await client.createChange();
    await client.changeStatus(guid, 'SUBMITTED');
    await client.changeStatus(guid, 'APPROVED');
    const targets = arena.state.events.map(({ resources }) => resources[0]?.postEvent?.lifecycleStatus);
    expect(targets.slice(-2)).toEqual([{ type: 'APPROVED' }, { type: 'EFFECTIVE' }]);
  });

  it('ticks a resource off and takes its event out of the open ones', async () => {
    const guid = await client.createChange();
    const event = String((await client.call('GET', events)).at('results', 0, 'guid'));
    const marked = await client.call('PUT', `${events}/${event}/changes/${guid}`, { reconciled: true });
    expect([marked.at('reconciled'), marked.at('reconciledUser', 'fullName')]).toEqual([
      true,
      'Countersign Integration',
    ]);
    expect((await client.call('GET', `${events}?resourcesReconciled=false`)).at('count')).toBe(0);
    expect((await client.call('GET', `${events}/${event}`)).at('status')).toBe('RECONCILED');
  });

  it('lets only integration administrators tick off', async () => {
    const guid = await client.createChange();
    const event = String((await client.call('GET', events)).at('results', 0, 'guid'));
    const other = await new ArenaClient(arena).signIn({
      email: 'manager-1@countersign.localhost',
      password: 'countersign',
    });
    const refused = await other.call('PUT', `${events}/${event}/changes/${guid}`, { reconciled: true });
    expect([refused.status, refused.at('errors', 0, 'code')]).toEqual([403, 4303]);
  });
});
