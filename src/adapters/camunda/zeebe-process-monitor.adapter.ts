import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ProcessMonitor, type ElementState, type ProcessPosition } from '../../ports/process-monitor.port.js';
import { CamundaSearch, keySchema } from './camunda-search.js';

/** A called process may call another; deeper nesting than this is not shown. */
const MAX_DEPTH = 4;

const instanceSchema = z.object({ key: keySchema, bpmnProcessId: z.string() });
const flowNodeSchema = z.object({ flowNodeId: z.string(), state: z.string(), incident: z.boolean().nullish() });
type Instance = z.output<typeof instanceSchema>;

/** Operate's data through the search API of 8.6. */
@Injectable()
export class ZeebeProcessMonitor extends ProcessMonitor {
  constructor(private readonly camunda: CamundaSearch) {
    super();
  }

  override async positions(processInstanceKey: string): Promise<readonly ProcessPosition[]> {
    const root = await this.find(processInstanceKey);
    return root === undefined ? [] : this.positionsBelow(root, 1);
  }

  private async positionsBelow(instance: Instance, depth: number): Promise<ProcessPosition[]> {
    const [flowNodes, called] = await Promise.all([
      this.camunda.search('flownode-instances', { processInstanceKey: instance.key }, flowNodeSchema),
      depth < MAX_DEPTH ? this.calledBy(instance) : [],
    ]);
    const elements = flowNodes.map(({ flowNodeId, ...node }) => ({ elementId: flowNodeId, state: stateOf(node) }));
    const below = await Promise.all(called.map((child) => this.positionsBelow(child, depth + 1)));
    return [{ processId: instance.bpmnProcessId, processInstanceKey: instance.key, elements }, ...below.flat()];
  }

  private calledBy({ key }: Instance): Promise<Instance[]> {
    return this.camunda.search('process-instances', { ...ALL_STATES, parentProcessInstanceKey: key }, instanceSchema);
  }

  /** 8.6 cannot filter by the instance's key, but its pages are ordered by it: this is the first one after its predecessor. */
  private async find(key: string): Promise<Instance | undefined> {
    const page = { limit: 1, searchAfter: [String(BigInt(key) - 1n)] };
    const [found] = await this.camunda.search('process-instances', ALL_STATES, instanceSchema, page);
    return found?.key === key ? found : undefined;
  }
}

/** Without these flags 8.6 finds nothing. */
const ALL_STATES = { running: true, active: true, incidents: true, finished: true, completed: true, canceled: true };

function stateOf({ state, incident }: Pick<z.output<typeof flowNodeSchema>, 'state' | 'incident'>): ElementState {
  if (incident === true) return 'incident';
  switch (state) {
    case 'COMPLETED':
      return 'completed';
    case 'TERMINATED':
      return 'terminated';
    default:
      return 'active';
  }
}
