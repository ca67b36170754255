import Viewer from 'bpmn-js/lib/Viewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { ShapeLike } from 'diagram-js/lib/core/Types';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type { DiagramProcess } from '../api/types.ts';
import { calledProcessOf, hasDrawnContent, nameOfElement } from './bpmn-element.ts';
import 'bpmn-js/dist/assets/diagram-js.css';

/** The services of the viewer that are used here. */
interface Services {
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  overlays: Overlays;
}

type Elements = DiagramProcess['elements'];

const MARGIN = 24;
const LARGEST = 2;
const SMALLEST = 0.2;
/** Below this, labels cannot be read: a wide diagram then starts larger than its frame, at its current element. */
const LEGIBLE = 0.75;
const SIGNS: Readonly<Record<Elements[number]['state'], string>> = {
  completed: '✓',
  active: '●',
  incident: '!',
  terminated: '–',
};

/** A BPMN diagram in a scrolling frame. It is drawn in theme tokens, so it follows the theme by itself. */
export class Drawing {
  private readonly frame: HTMLElement;
  private readonly paper = document.createElement('div');
  private readonly viewer: Viewer<Services>;
  private readonly makersMark: Element | null;
  private scale = 1;

  /** `onOpenCalled` gets the id of the process that a clicked call activity calls. */
  constructor(frame: HTMLElement, onOpenCalled: (processId: string) => void) {
    this.frame = frame;
    this.paper.className = 'diagram__paper';
    frame.replaceChildren(this.paper);
    this.viewer = new Viewer<Services>({
      container: this.paper,
      bpmnRenderer: {
        defaultFillColor: 'var(--cds-layer-01)',
        defaultStrokeColor: 'var(--cds-icon-secondary)',
        defaultLabelColor: 'var(--cds-text-primary)',
      },
    });
    // The mark of the viewer's makers stays in sight when the drawing is scrolled.
    this.makersMark = this.paper.querySelector('.bjs-powered-by');
    if (this.makersMark !== null) frame.after(this.makersMark);
    this.viewer.on('element.click', (event: unknown) => {
      const called = calledProcessOf(event);
      if (called !== undefined) onOpenCalled(called);
    });
  }

  /** Errors: what bpmn-js throws when it cannot read the diagram. */
  async draw(bpmnXml: string): Promise<void> {
    await this.viewer.importXML(bpmnXml);
    this.setScale(Math.max(LEGIBLE, this.fittingScale()));
  }

  fit(): void {
    this.setScale(this.fittingScale());
  }

  zoomBy(factor: number): void {
    this.setScale(this.scale * factor);
  }

  /** Marks passed, current, failed and ended elements by colour and by a sign; undone by the function returned. */
  mark(elements: Elements): () => void {
    const { canvas, overlays } = this.services();
    const known = elements.filter(({ elementId }) => this.element(elementId) !== undefined);
    const signs = known.map(({ elementId, state }) => {
      canvas.addMarker(elementId, `is-${state}`);
      return overlays.add(elementId, { position: { top: -10, right: 10 }, html: signElement(state) });
    });
    const current = this.current(elements);
    for (const elementId of current) canvas.addMarker(elementId, 'is-current');
    if (current[0] !== undefined) this.bringIntoView(current[0]);
    return () => {
      if (!this.paper.isConnected) return;
      for (const { elementId, state } of known) canvas.removeMarker(elementId, `is-${state}`);
      for (const elementId of current) canvas.removeMarker(elementId, 'is-current');
      for (const sign of signs) overlays.remove(sign);
    };
  }

  /** Names of the elements where the process stands. */
  namesOfCurrent(elements: Elements): string[] {
    return this.current(elements).flatMap((elementId) => nameOfElement(this.element(elementId)) ?? []);
  }

  remove(): void {
    this.makersMark?.remove();
    this.paper.remove();
    this.viewer.destroy();
  }

  /** Where the process stands: failed steps first; a sub-process is left to the steps drawn inside it. */
  private current(elements: Elements): string[] {
    const inState = (wanted: string) =>
      elements
        .filter(({ elementId, state }) => state === wanted && this.element(elementId) !== undefined)
        .map(({ elementId }) => elementId)
        .filter((elementId) => !hasDrawnContent(this.element(elementId)));
    return [...inState('incident'), ...inState('active')];
  }

  private fittingScale(): number {
    const { inner } = this.services().canvas.viewbox();
    const width = (this.frame.clientWidth - 2 * MARGIN) / inner.width;
    const height = (this.frame.clientHeight - 2 * MARGIN) / inner.height;
    return Math.min(1, width, height);
  }

  private setScale(wanted: number): void {
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    const { canvas } = this.services();
    const { inner } = canvas.viewbox();
    const width = Math.max(this.frame.clientWidth, inner.width * this.scale + 2 * MARGIN);
    const height = Math.max(this.frame.clientHeight, inner.height * this.scale + 2 * MARGIN);
    this.paper.style.inlineSize = `${width}px`;
    this.paper.style.blockSize = `${height}px`;
    canvas.resized();
    canvas.viewbox({
      x: inner.x + inner.width / 2 - width / this.scale / 2,
      y: inner.y + inner.height / 2 - height / this.scale / 2,
      width: width / this.scale,
      height: height / this.scale,
    });
  }

  private bringIntoView(elementId: string): void {
    const { canvas, elementRegistry } = this.services();
    const element = elementRegistry.get(elementId);
    if (!isShape(element)) return;
    const { x, y, width, height } = canvas.getAbsoluteBBox(element);
    this.frame.scrollTo({
      left: x + width / 2 - this.frame.clientWidth / 2,
      top: y + height / 2 - this.frame.clientHeight / 2,
    });
  }

  private element(elementId: string): unknown {
    return this.services().elementRegistry.get(elementId);
  }

  private services(): Services {
    return {
      canvas: this.viewer.get('canvas'),
      elementRegistry: this.viewer.get('elementRegistry'),
      overlays: this.viewer.get('overlays'),
    };
  }
}

function signElement(state: Elements[number]['state']): HTMLElement {
  const sign = document.createElement('span');
  sign.className = `diagram__sign diagram__sign--${state}`;
  sign.textContent = SIGNS[state];
  return sign;
}

const isShape = (element: unknown): element is ShapeLike =>
  typeof element === 'object' && element !== null && 'width' in element && 'height' in element;
