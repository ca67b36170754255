import { Inject, Injectable } from '@nestjs/common';
import { PermanentError } from '../domain/errors.js';
import type { OwningSystemId } from '../domain/change.js';
import { OWNING_SYSTEMS, type OwningSystem, type OwningSystemMap } from '../ports/owning-system.port.js';

/** The owning systems of this installation. */
@Injectable()
export class SystemRegistry {
  constructor(@Inject(OWNING_SYSTEMS) private readonly systems: OwningSystemMap) {}

  get ids(): OwningSystemId[] {
    return [...this.systems.keys()];
  }

  /** Errors: PermanentError SYSTEM_UNKNOWN when the installation has no such system. */
  get(id: OwningSystemId): OwningSystem {
    const system = this.systems.get(id);
    if (system !== undefined) return system;
    throw new PermanentError(
      'SYSTEM_UNKNOWN',
      `The installation has no owning system "${id}". Correct the governance table.`,
    );
  }
}
