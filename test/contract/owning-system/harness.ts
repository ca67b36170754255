import type { Verdict } from '../../../src/domain/approval.js';
import type { ChangeFeed, OwningSystem } from '../../../src/ports/owning-system.port.js';
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
  readonly feed?: ChangeFeed;
  /** Part of the path of the call that creates an object, and of the one that writes a decision. */
  readonly paths: { readonly create: string; readonly decide: string };
  stop(): Promise<void>;
}

export interface Harness {
  readonly name: string;
  start(): Promise<RunningSystem>;
}
