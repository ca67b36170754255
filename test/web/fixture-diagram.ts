import { readFileSync } from 'node:fs';
import type { Approval, ChangeDetail, Diagram, DiagramProcess } from '../../web/src/api/types.ts';

const model = (processId: string): string =>
  readFileSync(new URL(`../../bpmn/${processId}.bpmn`, import.meta.url), 'utf8');

const completed = (...ids: string[]) => ids.map((elementId) => ({ elementId, state: 'completed' as const }));
const active = (...ids: string[]) => ids.map((elementId) => ({ elementId, state: 'active' as const }));

const BEFORE_APPROVALS = ['change-submitted', 'validate-change', 'select-approvals', 'register-change'];

/** The shipped models with the positions that the engine would report for this change. */
export function diagramOf(change: ChangeDetail): Diagram {
  if (change.processInstanceKey === null) return { processes: [processOf('change-request', null, [])], stale: true };
  return {
    processes: [
      processOf('change-request', change.processInstanceKey, mainPositions(change)),
      ...change.approvals.map((approval) =>
        processOf('approval', approval.processInstanceKey, approvalPositions(approval)),
      ),
    ],
    stale: false,
  };
}

function processOf(
  processId: string,
  processInstanceKey: string | null,
  elements: DiagramProcess['elements'],
): DiagramProcess {
  return { processId, processInstanceKey, bpmnXml: model(processId), elements };
}

function mainPositions({ state }: ChangeDetail): DiagramProcess['elements'] {
  const before = completed(...BEFORE_APPROVALS);
  if (state !== 'failed') {
    return [...before, ...active('approval-stages'), ...completed('stage-begins'), ...active('get-approvals')];
  }
  return [
    ...before,
    ...completed('approval-stages', 'stage-begins', 'get-approvals', 'approve-change'),
    { elementId: 'implement-change', state: 'terminated' },
    { elementId: 'conclude-stopped', state: 'incident' },
  ];
}

function approvalPositions({ state }: Approval): DiagramProcess['elements'] {
  const opened = completed('approval-required', 'open-approval', 'ready-to-decide');
  if (state === 'open') return [...opened, ...active('decide')];
  return [...opened, ...completed('decide', 'decision-taken', 'settle-decision', 'approved')];
}
