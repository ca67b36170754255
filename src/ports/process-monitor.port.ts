/** Where running processes stand, from the engine's query side. It lags by seconds; show it, never decide on it. */
export abstract class ProcessMonitor {
  /** The instance, its called instances, and the elements that each of them passed or stands at. Empty while not visible yet. */
  abstract positions(processInstanceKey: string): Promise<readonly ProcessPosition[]>;
}

export interface ProcessPosition {
  readonly processId: string;
  readonly processInstanceKey: string;
  readonly elements: readonly { readonly elementId: string; readonly state: ElementState }[];
}

export type ElementState = 'completed' | 'active' | 'incident' | 'terminated';
