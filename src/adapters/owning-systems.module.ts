import { Global, Module } from '@nestjs/common';
import { ENV, type Env } from '../config/env.js';
import {
  CHANGE_FEEDS,
  OWNING_SYSTEMS,
  type ChangeFeed,
  type OwningSystem,
  type OwningSystemMap,
} from '../ports/owning-system.port.js';
import { SystemSessions } from '../ports/system-sessions.port.js';
import { ArenaAdapter } from './arena/arena.adapter.js';
import { ARENA_DEFAULTS } from './arena/arena.options.js';
import { ErpnextAdapter } from './erpnext/erpnext.adapter.js';
import { ERPNEXT_DEFAULTS } from './erpnext/erpnext.options.js';
import { GuardedOwningSystem } from './guarded-owning-system.js';
import { StoredSystemSessions } from './postgres/stored-system-sessions.js';
import { WindchillAdapter } from './windchill/windchill.adapter.js';
import { WINDCHILL_DEFAULTS } from './windchill/windchill.options.js';

const arena = {
  provide: ArenaAdapter,
  inject: [ENV, SystemSessions],
  useFactory: (env: Env, sessions: SystemSessions) =>
    new ArenaAdapter(
      {
        ...ARENA_DEFAULTS,
        url: env.ARENA_URL,
        email: env.ARENA_EMAIL,
        password: env.ARENA_PASSWORD,
        workspaceId: env.ARENA_WORKSPACE_ID,
      },
      sessions,
    ),
};

const windchill = {
  provide: WindchillAdapter,
  inject: [ENV],
  useFactory: (env: Env) =>
    new WindchillAdapter({
      ...WINDCHILL_DEFAULTS,
      url: env.WINDCHILL_URL,
      user: env.WINDCHILL_USER,
      password: env.WINDCHILL_PASSWORD,
      container: env.WINDCHILL_CONTAINER ?? null,
    }),
};

const erpnext = {
  provide: ErpnextAdapter,
  inject: [ENV],
  useFactory: (env: Env) =>
    new ErpnextAdapter({
      ...ERPNEXT_DEFAULTS,
      url: env.ERPNEXT_URL,
      apiKey: env.ERPNEXT_API_KEY,
      apiSecret: env.ERPNEXT_API_SECRET,
      supplier: env.ERPNEXT_SUPPLIER ?? ERPNEXT_DEFAULTS.supplier,
      itemCode: env.ERPNEXT_ITEM ?? ERPNEXT_DEFAULTS.itemCode,
    }),
};

const owningSystems = {
  provide: OWNING_SYSTEMS,
  inject: [ArenaAdapter, WindchillAdapter, ErpnextAdapter],
  useFactory: (...systems: OwningSystem[]): OwningSystemMap =>
    new Map(systems.map((system) => [system.id, new GuardedOwningSystem(system)])),
};

const changeFeeds = {
  provide: CHANGE_FEEDS,
  inject: [ArenaAdapter],
  useFactory: (adapter: ArenaAdapter): readonly ChangeFeed[] => [adapter.feed],
};

/** Binds the owning systems of the environment to their port, each behind its own limits. */
@Global()
@Module({
  providers: [
    { provide: SystemSessions, useClass: StoredSystemSessions },
    arena,
    windchill,
    erpnext,
    owningSystems,
    changeFeeds,
  ],
  exports: [OWNING_SYSTEMS, CHANGE_FEEDS],
})
export class OwningSystemsAdaptersModule {}
