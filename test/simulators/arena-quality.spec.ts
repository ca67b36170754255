import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import { guidOf } from '../../simulators/arena/guid.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { ArenaClient, startArena } from './arena-client.ts';

const PASSWORD = 'countersign';
const emailOf = (person: string): string => `${person}@countersign.localhost`;

describe("Arena's quality processes", () => {
  let arena: Simulator<ArenaState>;
  let client: ArenaClient;
  beforeEach(async () => {
    arena = await startArena();
    client = await new ArenaClient(arena).signIn();
  });
  afterEach(() => arena.stop());

  const as = (person: string): Promise<ArenaClient> =>
    new ArenaClient(arena).signIn({ email: emailOf(person), password: PASSWORD });

  /** A process of the template with this many steps before its sign-off completed; answers the paths to it. */
  async function atSignOff(template: string): Promise<{ process: string; step: string }> {
    const created = await client.call('POST', '/qualityprocesses', {
      name: 'Burned bezels',
      owner: { guid: guidOf('user', 'integration@countersign.localhost') },
      template: { guid: guidOf('quality-template', template) },
    });
    const guid = String(created.at('guid'));
    const process = `/qualityprocesses/${guid}`;
    const steps = await client.call('GET', `${process}/steps`);
    const first = { guid, step: { guid: String(steps.at('results', 0, 'guid')) } };
    await client.call('POST', '/qualityprocesses/statuschanges', { qualityProcess: first, complete: true });
    return { process, step: `${process}/steps/${String(steps.at('results', 1, 'guid'))}` };
  }

  async function decide(step: string, person: string, decision: string): Promise<void> {
    const approver = await as(person);
    const rows = await approver.call('GET', `${step}/decisions`);
    const mine = [0, 1].find((index) => rows.at('results', index, 'user', 'email') === emailOf(person)) ?? -1;
    const row = String(rows.at('results', mine, 'guid'));
    expect(
      (await approver.call('PUT', `${step}/decisions/${row}`, { decision, comments: 'Seen' })).at('decision'),
    ).toBe(decision);
  }

  it('shows no approvals until all approvers have decided', async () => {
    const { step } = await atSignOff('Corrective Action');
    await decide(step, 'quality-1', 'APPROVED');
    expect((await client.call('GET', step)).at('approvals')).toBeNull();
    expect((await client.call('GET', step)).at('status')).toBe('OPEN');
    await decide(step, 'quality-2', 'APPROVED');
    expect((await client.call('GET', step)).at('approvals', 'length')).toBe(2);
    expect((await client.call('GET', step)).at('status')).toBe('COMPLETE');
  });

  it('is content with one decision where one is required', async () => {
    const { process, step } = await atSignOff('Nonconformance');
    await decide(step, 'quality-2', 'APPROVED');
    expect((await client.call('GET', process)).at('status')).toBe('COMPLETED');
    expect((await client.call('GET', '/qualityprocesses?status=!COMPLETED')).at('count')).toBe(0);
  });

  it('cannot complete a sign-off step by status change, nor a regular one twice', async () => {
    const { process, step } = await atSignOff('Corrective Action');
    const complete = (guid: string) =>
      client.call('POST', '/qualityprocesses/statuschanges', {
        qualityProcess: { guid: process.split('/')[2], step: { guid } },
        complete: true,
      });
    expect((await complete(step.split('/')[4] ?? '')).status).toBe(400);
    const first = String((await client.call('GET', `${process}/steps`)).at('results', 0, 'guid'));
    expect((await complete(first)).at('errors', 0, 'code')).toBe(3089);
  });

  it("lets nobody write another person's decision, unless the owner overrides it", async () => {
    const { step } = await atSignOff('Nonconformance');
    const row = `${step}/decisions/${String((await client.call('GET', `${step}/decisions`)).at('results', 0, 'guid'))}`;
    expect((await client.call('PUT', row, { decision: 'APPROVED' })).status).toBe(403);
    expect((await client.call('PUT', row, { decision: 'OVERRIDE_APPROVED' })).at('decision')).toBe('OVERRIDE_APPROVED');
  });
});
