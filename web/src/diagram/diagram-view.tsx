import { Select, SelectItem } from '@carbon/react';
import { useMemo, useState } from 'react';
import type { ChangeDetail, DiagramProcess } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { DiagramLegend } from './diagram-legend.tsx';
import { ProcessDiagram } from './process-diagram.tsx';
import { keyOf, processNameOf } from './process-name.ts';

interface DiagramViewProps {
  readonly change: ChangeDetail;
  readonly processes: readonly DiagramProcess[];
  readonly stale: boolean;
}

/** One process at a time; called ones are chosen from the list, or by a click on their call in the diagram. */
export function DiagramView({ change, processes, stale }: DiagramViewProps) {
  const { messages } = useLanguage();
  const { diagram } = messages;
  const names = useProcessNames(change, processes);
  const [chosen, setChosen] = useState<string>();
  const main = processes.find(({ processInstanceKey }) => processInstanceKey === change.processInstanceKey);
  const process = processes.find((each) => keyOf(each) === chosen) ?? main ?? processes[0];
  if (process === undefined) return <p className="secondary">{diagram.none}</p>;

  const openCalled = (processId: string) => {
    const called = processes.filter((each) => each.processId === processId);
    const running = called.find(({ elements }) => elements.some(({ state }) => state === 'active'));
    const target = running ?? called[0];
    if (target !== undefined) setChosen(keyOf(target));
  };
  return (
    <div className="diagram">
      <ProcessDiagram
        key={keyOf(process)}
        process={process}
        name={names.get(keyOf(process)) ?? process.processId}
        onOpenCalled={openCalled}
      >
        {processes.length > 1 && (
          <Select
            id="process"
            inline
            size="sm"
            labelText={diagram.process}
            value={keyOf(process)}
            onChange={(event) => setChosen(event.target.value)}
          >
            {processes.map((each) => (
              <SelectItem key={keyOf(each)} value={keyOf(each)} text={names.get(keyOf(each)) ?? each.processId} />
            ))}
          </Select>
        )}
      </ProcessDiagram>
      <DiagramLegend stale={stale && change.state !== 'draft'} />
    </div>
  );
}

/** Names by key; the instance of one approval carries its domain, because there are several of them. */
function useProcessNames(change: ChangeDetail, processes: readonly DiagramProcess[]): ReadonlyMap<string, string> {
  const { terms } = useLanguage().messages;
  return useMemo(
    () =>
      new Map(
        processes.map((process) => {
          const name = processNameOf(process);
          const approval = change.approvals.find((each) => each.processInstanceKey === process.processInstanceKey);
          return [keyOf(process), approval === undefined ? name : `${name} · ${terms.domains[approval.domain]}`];
        }),
      ),
    [change.approvals, processes, terms],
  );
}
