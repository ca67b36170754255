import type { Verdict } from '../../../src/domain/approval.js';
import type { OwningSystem } from '../../../src/ports/owning-system.port.js';
import type { Faults } from '../../../simulators/shared/faults.ts';
import type { VirtualClock } from '../../../simulators/shared/virtual-clock.ts';

/** An owning system as the contract suite meets it: a simulator in this process, or the real product. */
export interface RunningSystem {
  readonly system: OwningSystem;
  /** Another process of ours that uses the same system. */
  anotherProcess(): OwningSystem;
  /** What a person does there, by hand. */
  decideByHand(objectId: string, verdict: Verdict, person: string, comment: string): Promise<void>;
  /** An approver of the system's own, as `decidedBy` names him. */
  readonly approver: { readonly person: string; readonly decidedBy: string };
  /** How many objects stand for this change there. */
  countObjects(changeId: string): number;
  /** States by meaning, in the system's own words. */
  readonly states: {
    readonly waiting: readonly string[];
    readonly approved: readonly string[];
    readonly rejected: readonly string[];
    readonly implemented: readonly string[];
    readonly takenBack: readonly string[];
  };
  readonly faults: Faults;
  readonly clock: VirtualClock;
  /** The calls that create an object and that write a decision, to aim faults at. */
  readonly writes: { readonly create: Aim; readonly decide: Aim };
  /** Whether the simulator can answer the call that writes a decision with a success that did nothing. */
  readonly decisionCanBeSilent: boolean;
  stop(): Promise<void>;
}

export interface Aim {
  readonly method: 'POST' | 'PUT';
  /** Part of the path. */
  readonly path: string;
}

export interface Harness {
  readonly name: string;
  start(): Promise<RunningSystem>;
}
