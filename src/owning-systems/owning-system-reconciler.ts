import { Injectable } from '@nestjs/common';
import type { OwningSystemId } from '../domain/change.js';
import { PermanentError } from '../domain/errors.js';
import { Logger } from '../logging/logger.js';
import { OwningObjects } from './owning-objects.js';
import { RaisedChanges } from './raised-changes.js';
import { SystemDecisions } from './system-decisions.js';
import { SystemRegistry } from './system-registry.js';

/** Makes our approvals agree with what owning systems say. Hints only say where to look: the object itself is read. */
@Injectable()
export class OwningSystemReconciler {
  constructor(
    private readonly systems: SystemRegistry,
    private readonly objects: OwningObjects,
    private readonly decisions: SystemDecisions,
    private readonly raisedChanges: RaisedChanges,
    private readonly logger: Logger,
  ) {}

  /** Reads one object and takes in what happened to it. Returns what that was. */
  async reconcileObject(system: OwningSystemId, objectId: string): Promise<string> {
    const known = await this.objects.byObjectId(system, objectId);
    if (known === null) return this.raisedChanges.takeIn(system, objectId);
    const object = await this.systems.get(system).readObject(objectId);
    await this.objects.refresh(system, object);
    if (object.decision === null) return `read: ${object.state}`;
    return `${await this.decisions.takeIn(system, known.changeId, object.decision)}: ${object.state}`;
  }

  /**
   * Reads objects of open approvals, for news that no webhook brought.
   * @param budget objects at most; those that were not looked at for the longest time come first
   */
  async reconcileOpen(system: OwningSystemId, budget: number): Promise<void> {
    for (const objectId of await this.objects.withOpenApproval(system, budget)) {
      try {
        await this.reconcileObject(system, objectId);
      } catch (error) {
        // One vanished object must not keep the others from being read; a system that is down ends the run.
        if (!(error instanceof PermanentError)) throw error;
        this.logger.warn({ system, objectId, error }, 'INTAKE-005 an object of an open approval cannot be read');
        await this.objects.touch(system, objectId);
      }
    }
  }
}
