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
import { GuardedOwningSystem } from './guarded-owning-system.js';

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

const owningSystems = {
  provide: OWNING_SYSTEMS,
  inject: [ArenaAdapter],
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
  providers: [arena, owningSystems, changeFeeds],
  exports: [OWNING_SYSTEMS, CHANGE_FEEDS],
})
export class OwningSystemsAdaptersModule {}
