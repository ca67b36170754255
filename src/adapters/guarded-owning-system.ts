import { TransientError } from '../domain/errors.js';
import type { ChangeSnapshot } from '../domain/change.js';
import { OwningSystem, type DecisionToWrite } from '../ports/owning-system.port.js';
import { withDeadline } from './http/call-deadline.js';

export interface GuardLimits {
  /** Operations at the same time; further ones wait. */
  readonly concurrency: number;
  /** Longest wait for a place. */
  readonly waitMs: number;
  /** Longest operation, all its calls together. Shorter than a job's time-out, so that no repeat overtakes it. */
  readonly operationMs: number;
}

export const DEFAULT_LIMITS: GuardLimits = { concurrency: 8, waitMs: 15_000, operationMs: 40_000 };

/** Keeps one slow system from holding the workers of all others: bounded places, bounded time. */
export class GuardedOwningSystem extends OwningSystem {
  readonly id;
  readonly capabilities;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly system: OwningSystem,
    private readonly limits: GuardLimits = DEFAULT_LIMITS,
  ) {
    super();
    this.id = system.id;
    this.capabilities = system.capabilities;
  }

  findObject(change: ChangeSnapshot) {
    return this.guard(() => this.system.findObject(change));
  }
  registerChange(change: ChangeSnapshot) {
    return this.guard(() => this.system.registerChange(change));
  }
  raiseApproval(change: ChangeSnapshot, objectId: string) {
    return this.guard(() => this.system.raiseApproval(change, objectId));
  }
  readObject(objectId: string) {
    return this.guard(() => this.system.readObject(objectId));
  }
  writeDecision(objectId: string, decision: DecisionToWrite) {
    return this.guard(() => this.system.writeDecision(objectId, decision));
  }
  revertRegistration(objectId: string, reason: string) {
    return this.guard(() => this.system.revertRegistration(objectId, reason));
  }
  implementChange(change: ChangeSnapshot, objectId: string) {
    return this.guard(() => this.system.implementChange(change, objectId));
  }
  revertImplementation(change: ChangeSnapshot, objectId: string, reason: string) {
    return this.guard(() => this.system.revertImplementation(change, objectId, reason));
  }
  checkHealth() {
    return this.guard(() => this.system.checkHealth());
  }

  private async guard<Result>(operation: () => Promise<Result>): Promise<Result> {
    await this.takePlace();
    try {
      return await withDeadline(this.limits.operationMs, operation);
    } finally {
      this.leavePlace();
    }
  }

  private async takePlace(): Promise<void> {
    if (this.running < this.limits.concurrency) {
      this.running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(
          new TransientError('SYSTEM_BUSY', `Too many operations wait for ${this.id}.`, {
            retryAfterMs: this.limits.waitMs,
          }),
        );
      }, this.limits.waitMs);
      this.waiting.push(enter);
    });
  }

  /** A freed place goes straight to the one who waited longest. */
  private leavePlace(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
