import { start } from '../../../simulators/erpnext/create-erpnext-simulator.ts';
import { ErpnextAdapter } from '../../../src/adapters/erpnext/erpnext.adapter.js';
import { ERPNEXT_DEFAULTS, type ErpnextOptions } from '../../../src/adapters/erpnext/erpnext.options.js';
import type { Harness, RunningSystem } from './harness.js';
import { controlOf, postForm } from './simulator-pages.js';

const KEYS = { apiKey: 'machine-key', apiSecret: 'machine-secret' };

export interface ErpnextSwitches {
  readonly allowSelfApproval?: boolean;
  readonly queueInBackground?: boolean;
}

export interface RunningErpnext extends RunningSystem {
  readonly system: ErpnextAdapter;
  readonly options: ErpnextOptions;
  readonly url: string;
  readonly commentsOf: (name: string) => { readonly comment_type: string; readonly content: string }[];
}

export async function startErpnext(switches: ErpnextSwitches = {}): Promise<RunningErpnext> {
  const simulator = await start({ port: 0, ...KEYS });
  const options: ErpnextOptions = {
    ...ERPNEXT_DEFAULTS,
    ...KEYS,
    url: simulator.url,
    timeoutMs: 1_000,
    queuedPauseMs: 100,
  };
  await controlOf(simulator.url)('switches', switches);
  return {
    system: new ErpnextAdapter(options),
    options,
    url: simulator.url,
    commentsOf: (name) => simulator.state.comments.filter((comment) => comment.reference_name === name),
    anotherProcess: () => new ErpnextAdapter(options),
    approver: { person: 'procurement-1', decidedBy: 'procurement-1@countersign.localhost' },
    decideByHand: (objectId, verdict, person, comment) =>
      postForm(`${simulator.url}/app/purchase-order/${objectId}/action`, {
        person,
        action: verdict === 'approved' ? 'Approve' : 'Reject',
        comment,
      }),
    countObjects: (changeId) =>
      simulator.state.purchaseOrders.filter(({ countersign_change }) => countersign_change === changeId).length,
    states: {
      waiting: ['Pending Approval'],
      approved: ['Approved'],
      rejected: ['Rejected'],
      implemented: ['Approved'],
      takenBack: ['Rejected', 'Cancelled'],
    },
    writes: {
      create: { method: 'POST', path: '/api/resource/Purchase' },
      decide: switches.allowSelfApproval
        ? { method: 'POST', path: 'apply_workflow' }
        : { method: 'PUT', path: '/api/resource/Purchase' },
    },
    decisionCanBeSilent: switches.allowSelfApproval ?? false,
    faults: simulator.faults,
    clock: simulator.clock,
    stop: () => simulator.stop(),
  };
}

export const erpnext: Harness = { name: 'ERPNext', start: () => startErpnext() };
export const erpnextSelfApproval: Harness = {
  name: 'ERPNext (self approval allowed)',
  start: () => startErpnext({ allowSelfApproval: true }),
};
