import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { IdentitiesModule } from '../identities/identities.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { DecisionWriter } from './decision-writer.js';
import { IntegrationCalls } from './integration-calls.js';
import { ObjectCalls } from './object-calls.js';
import { OwningObjects } from './owning-objects.js';
import { OwningSystems } from './owning-systems.js';
import { Registrations } from './registrations.js';
import { SystemRegistry } from './system-registry.js';

/** Used by both applications. Needs OWNING_SYSTEMS from the root module. */
@Module({
  imports: [LedgerModule, IdentitiesModule, ChangesModule],
  providers: [
    OwningSystems,
    Registrations,
    DecisionWriter,
    ObjectCalls,
    IntegrationCalls,
    OwningObjects,
    SystemRegistry,
  ],
  exports: [OwningSystems, OwningObjects, SystemRegistry],
})
export class OwningSystemsModule {}
