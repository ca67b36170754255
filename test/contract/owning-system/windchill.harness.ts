import { start } from '../../../simulators/windchill/create-windchill-simulator.ts';
import { WindchillAdapter } from '../../../src/adapters/windchill/windchill.adapter.js';
import { WINDCHILL_DEFAULTS, type WindchillOptions } from '../../../src/adapters/windchill/windchill.options.js';
import type { Harness, RunningSystem } from './harness.js';
import { controlOf, postForm } from './simulator-pages.js';

const MACHINE_USER = { user: 'countersign', password: 'machine-password' };

export interface WindchillSwitches {
  readonly taskKind?: 'routing' | 'voting';
  readonly signingRequired?: boolean;
  readonly reviewer?: string;
  readonly reviewStarts?: 'on-create' | 'on-review';
}

export interface RunningWindchill extends RunningSystem {
  readonly system: WindchillAdapter;
  readonly options: WindchillOptions;
  switch(switches: WindchillSwitches): Promise<void>;
  workItemsOf(objectId: string): { readonly status: string; readonly comment: string | null }[];
}

export async function startWindchill(switches: WindchillSwitches = {}): Promise<RunningWindchill> {
  const simulator = await start({ port: 0, ...MACHINE_USER });
  const options: WindchillOptions = {
    ...WINDCHILL_DEFAULTS,
    ...MACHINE_USER,
    url: `${simulator.url}/Windchill/servlet/odata`,
    timeoutMs: 1_000,
  };
  const control = controlOf(simulator.url);
  await control('switches', switches);
  const itemsOf = (objectId: string) => simulator.state.workItems.filter(({ subject }) => subject === objectId);
  return {
    system: new WindchillAdapter(options),
    options,
    switch: (chosen) => control('switches', chosen),
    workItemsOf: itemsOf,
    anotherProcess: () => new WindchillAdapter(options),
    approver: { person: 'engineering-1', decidedBy: 'engineering-1@countersign.localhost' },
    decideByHand: async (objectId, verdict, person, comment) => {
      const item = itemsOf(objectId).find(({ status }) => status === 'POTENTIAL');
      if (item === undefined) throw new Error(`The simulator has no open task about ${objectId}.`);
      const choice = verdict === 'approved' ? 'Approve' : 'Reject';
      await postForm(`${simulator.url}/Windchill/app/complete`, {
        person,
        item: item.id,
        choice,
        comment,
        password: 'countersign',
      });
    },
    countObjects: (changeId) =>
      simulator.state.changeNotices.filter(({ site }) => site.CountersignChange === changeId).length,
    states: {
      waiting: ['UNDER_REVIEW'],
      approved: ['IMPLEMENTATION'],
      rejected: ['REWORK'],
      implemented: ['RELEASED'],
      takenBack: ['CANCELLED'],
    },
    writes: {
      create: { method: 'POST', path: '/ChangeMgmt/ChangeNotices' },
      decide: { method: 'POST', path: 'CompleteWorkitem' },
    },
    decisionCanBeSilent: true,
    faults: simulator.faults,
    clock: simulator.clock,
    stop: () => simulator.stop(),
  };
}

export const windchill: Harness = { name: 'Windchill', start: () => startWindchill() };
export const windchillVoting: Harness = {
  name: 'Windchill (voting task)',
  start: () => startWindchill({ taskKind: 'voting' }),
};
