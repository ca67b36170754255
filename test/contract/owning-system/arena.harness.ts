import { start } from '../../../simulators/arena/create-arena-simulator.ts';
import { ArenaAdapter } from '../../../src/adapters/arena/arena.adapter.js';
import type { ArenaFeed } from '../../../src/adapters/arena/arena.feed.js';
import { ARENA_DEFAULTS, type ArenaOptions } from '../../../src/adapters/arena/arena.options.js';
import type { Harness, RunningSystem } from './harness.js';
import { controlOf, postForm } from './simulator-pages.js';
import { MemorySessions } from './memory-sessions.js';

const MACHINE_USER = { email: 'integration@countersign.localhost', password: 'machine-password', workspaceId: 4711 };

export interface RunningArena extends RunningSystem {
  readonly sessions: MemorySessions;
  readonly system: ArenaAdapter;
  readonly options: ArenaOptions;
  readonly url: string;
  readonly feed: ArenaFeed;
  readonly control: ReturnType<typeof controlOf>;
  form(path: string, fields: Record<string, string>): Promise<void>;
}

export async function startArena(requestLimit?: number): Promise<RunningArena> {
  const simulator = await start({ port: 0, ...MACHINE_USER, requestLimit });
  const sessions = new MemorySessions();
  const options: ArenaOptions = { ...ARENA_DEFAULTS, ...MACHINE_USER, url: `${simulator.url}/v1`, timeoutMs: 1_000 };
  const system = new ArenaAdapter(options, sessions);
  const find = (guid: string) => {
    const change = simulator.state.changes.find((candidate) => candidate.guid === guid);
    if (change === undefined) throw new Error(`The simulator has no change ${guid}.`);
    return change;
  };
  const form = (path: string, fields: Record<string, string>) => postForm(`${simulator.url}${path}`, fields);
  return {
    system,
    sessions,
    options,
    url: simulator.url,
    feed: system.feed,
    control: controlOf(simulator.url),
    form,
    anotherProcess: () => new ArenaAdapter(options, sessions),
    approver: { person: 'quality-1', decidedBy: 'quality-1@countersign.localhost' },
    decideByHand: (objectId, verdict, person, comments) =>
      form(`/${find(objectId).viewId}/vote`, { person, decision: verdict.toUpperCase(), comments }),
    countObjects: (changeId) =>
      simulator.state.changes.filter((change) => Object.values(change.additionalAttributes).includes(changeId)).length,
    states: {
      waiting: ['SUBMITTED_FOR_APPROVAL'],
      approved: ['EFFECTIVE'],
      rejected: ['REJECTED'],
      implemented: ['COMPLETED'],
      takenBack: ['CANCELED'],
    },
    writes: {
      create: { method: 'POST', path: '/v1/changes' },
      decide: { method: 'POST', path: '/v1/changes/statuschanges' },
    },
    decisionCanBeSilent: true,
    faults: simulator.faults,
    clock: simulator.clock,
    stop: () => simulator.stop(),
  };
}

export const arena: Harness = { name: 'Arena', start: () => startArena() };
