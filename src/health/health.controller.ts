import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { IdentityProvider } from '../auth/identity-provider.js';
import { PublicRoute } from '../auth/public-route.decorator.js';
import { EventBus } from '../ports/event-bus.port.js';
import { ProcessEngine } from '../ports/process-engine.port.js';

const TIMEOUT_MS = 3_000;

/** 200 only when everything the platform needs answers: database, engine, event bus, identity provider. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: DataSource,
    private readonly engine: ProcessEngine,
    private readonly bus: EventBus,
    private readonly identityProvider: IdentityProvider,
  ) {}

  @Get()
  @PublicRoute()
  async health(@Res({ passthrough: true }) response: Response) {
    const checks = Object.fromEntries(
      await Promise.all([
        check('database', () => this.database.query('select 1')),
        check('engine', () => this.engine.checkHealth()),
        check('eventBus', () => this.bus.checkHealth()),
        check('identityProvider', () => this.identityProvider.checkHealth()),
      ]),
    );
    const ready = Object.values(checks).every((state) => state === 'ready');
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', checks };
  }
}

async function check(name: string, probe: () => Promise<unknown>): Promise<[string, 'ready' | 'not ready']> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), TIMEOUT_MS);
  });
  try {
    await Promise.race([probe(), timeout]);
    return [name, 'ready'];
  } catch {
    // The cause is in the log of the part itself; a health answer shows no internals.
    return [name, 'not ready'];
  } finally {
    clearTimeout(timer);
  }
}
