import { Add, FitToScreen, Subtract } from '@carbon/icons-react';
import { IconButton, InlineNotification } from '@carbon/react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { DiagramProcess } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { Drawing } from './drawing.ts';

interface ProcessDiagramProps {
  readonly process: DiagramProcess;
  readonly name: string;
  readonly onOpenCalled: (processId: string) => void;
  /** Stands in the bar above the drawing. */
  readonly children: ReactNode;
}

/**
 * The drawing of one process with its elements marked, in a frame that scrolls by wheel, touch and arrow keys.
 * Where it stands is also said in words, for who cannot see the drawing.
 */
export function ProcessDiagram({ process, name, onOpenCalled, children }: ProcessDiagramProps) {
  const { diagram } = useLanguage().messages;
  const frame = useRef<HTMLDivElement>(null);
  const { drawing, failed } = useDrawing(frame, process.bpmnXml, onOpenCalled);
  const { elements } = process;
  useEffect(() => drawing?.mark(elements), [drawing, elements]);

  if (failed) return <InlineNotification kind="error" lowContrast hideCloseButton title={diagram.failed} />;
  const current = drawing?.namesOfCurrent(elements) ?? [];
  const tools = [
    { label: diagram.zoomIn, Icon: Add, act: () => drawing?.zoomBy(1.25) },
    { label: diagram.zoomOut, Icon: Subtract, act: () => drawing?.zoomBy(0.8) },
    { label: diagram.fit, Icon: FitToScreen, act: () => drawing?.fit() },
  ];
  return (
    <>
      <div className="diagram__bar">
        {children}
        <div className="diagram__tools">
          {tools.map(({ label, Icon, act }) => (
            <IconButton key={label} kind="ghost" size="sm" align="bottom-end" label={label} onClick={act}>
              <Icon />
            </IconButton>
          ))}
        </div>
      </div>
      <div className="diagram__stage">
        <div ref={frame} className="diagram__frame" tabIndex={0} role="group" aria-label={diagram.label(name)} />
      </div>
      {current.length > 0 && (
        <p>
          {diagram.now}: <strong>{current.join(', ')}</strong>
        </p>
      )}
    </>
  );
}

function useDrawing(frame: React.RefObject<HTMLElement | null>, bpmnXml: string, onOpenCalled: (id: string) => void) {
  const [drawing, setDrawing] = useState<Drawing>();
  const [failed, setFailed] = useState(false);
  const openCalled = useEffectEvent(onOpenCalled);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const created = new Drawing(frame.current, (processId) => openCalled(processId));
    let left = false;
    created.draw(bpmnXml).then(
      () => {
        if (!left) setDrawing(created);
      },
      () => setFailed(!left),
    );
    return () => {
      left = true;
      setDrawing(undefined);
      created.remove();
    };
  }, [frame, bpmnXml]);
  return { drawing, failed };
}
