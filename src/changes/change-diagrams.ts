import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { ProcessMonitor, type ProcessPosition } from '../ports/process-monitor.port.js';
import { Logger } from '../logging/logger.js';
import type { ChangeView } from './change-view.js';

export const diagramSchema = z
  .object({
    processes: z.array(
      z.object({
        processId: z.string(),
        processInstanceKey: z.string().nullable(),
        bpmnXml: z.string(),
        elements: z.array(
          z.object({ elementId: z.string(), state: z.enum(['completed', 'active', 'incident', 'terminated']) }),
        ),
      }),
    ),
    /** True while the engine's query side does not answer or does not show the instance yet. */
    stale: z.boolean(),
  })
  .meta({ id: 'ChangeDiagram' });

export type ChangeDiagram = z.infer<typeof diagramSchema>;

const MAIN_PROCESS = 'change-request';
const PROCESS_IDS = ['change-request', 'approval', 'implement-change'];

/** The shipped diagrams with the engine's view of where a change stands in them. */
@Injectable()
export class ChangeDiagrams {
  constructor(
    private readonly monitor: ProcessMonitor,
    private readonly logger: Logger,
  ) {}

  async of(change: ChangeView): Promise<ChangeDiagram> {
    const positions = await this.positionsOf(change.processInstanceKey);
    const shown =
      positions.length > 0 ? positions : [{ processId: MAIN_PROCESS, processInstanceKey: null, elements: [] }];
    const processes = await Promise.all(
      shown
        .filter(({ processId }) => PROCESS_IDS.includes(processId))
        .map(async ({ processId, processInstanceKey, elements }) => ({
          processId,
          processInstanceKey,
          bpmnXml: await bpmnXmlOf(processId),
          elements: elements.map((element) => ({ ...element })),
        })),
    );
    return { processes, stale: positions.length === 0 };
  }

  private async positionsOf(processInstanceKey: string | null): Promise<readonly ProcessPosition[]> {
    if (processInstanceKey === null) return [];
    try {
      return await this.monitor.positions(processInstanceKey);
    } catch (error) {
      // The diagram is worth showing without positions; the page says that they are missing.
      this.logger.warn({ error, processInstanceKey }, 'DIAGRAM-001 positions are not available');
      return [];
    }
  }
}

/** Beside package.json, wherever the compiled code lies. */
const models = path.join(path.dirname(findPackageJSON(import.meta.url) ?? ''), 'bpmn');
const cache = new Map<string, string>();

async function bpmnXmlOf(processId: string): Promise<string> {
  const known = cache.get(processId);
  if (known !== undefined) return known;
  const xml = await readFile(path.join(models, `${processId}.bpmn`), 'utf8');
  cache.set(processId, xml);
  return xml;
}
