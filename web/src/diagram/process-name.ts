import type { DiagramProcess } from '../api/types.ts';

/** A process may run several times in one change, so its instance tells them apart. */
export const keyOf = ({ processId, processInstanceKey }: DiagramProcess): string => processInstanceKey ?? processId;

/** The name that the analyst gave the process, read from its diagram; its id when it has none. */
export function processNameOf({ processId, bpmnXml }: DiagramProcess): string {
  const model = new DOMParser().parseFromString(bpmnXml, 'text/xml');
  const processes = [...model.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', 'process')];
  const named = processes.find((process) => process.getAttribute('id') === processId);
  return named?.getAttribute('name') ?? processId;
}
