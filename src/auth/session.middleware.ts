import { Inject, Injectable, type NestMiddleware, type OnApplicationShutdown } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import pg from 'pg';
import { ENV, type Env } from '../config/env.js';
import { TransientError } from '../domain/errors.js';
import { Logger } from '../logging/logger.js';
import { sessionCookie } from './session-cookie.js';

const POOL_SIZE = 5;

/** Loads the session that the cookie names. Sessions live in PostgreSQL: every instance of the platform knows them. */
@Injectable()
export class SessionMiddleware implements NestMiddleware, OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly store: InstanceType<ReturnType<typeof connectPgSimple>>;
  private readonly handle: RequestHandler;

  constructor(@Inject(ENV) env: Env, logger: Logger) {
    this.pool = new pg.Pool({
      connectionString: env.DATABASE_URL,
      max: POOL_SIZE,
      application_name: 'countersign-sessions',
    });
    // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
    this.pool.on('error', (error) => logger.warn({ error }, 'AUTH-004'));
    const Store = connectPgSimple(session);
    this.store = new Store({ pool: this.pool, errorLog: (...facts: unknown[]) => logger.warn({ facts }, 'AUTH-004') });
    const { name, options } = sessionCookie(env.PUBLIC_URL);
    this.handle = session({
      name,
      secret: env.SESSION_SECRET,
      store: this.store,
      cookie: options,
      rolling: true,
      resave: false,
      saveUninitialized: false,
      unset: 'destroy',
      // With https the TLS ends at a proxy in front; its X-Forwarded-Proto decides whether the cookie may be set.
      proxy: options.secure,
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    this.handle(request, response, (error: unknown) => {
      if (error === undefined || error === null) next();
      else
        next(
          new TransientError('SESSION_STORE_UNAVAILABLE', 'Sessions cannot be read at the moment.', { cause: error }),
        );
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.store.close();
    await this.pool.end();
  }
}
