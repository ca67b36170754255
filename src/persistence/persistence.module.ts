import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ENV, type Env } from '../config/env.js';
import { dataSourceOptions } from './data-source.js';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';

/** One connection pool for an application, with outbox and inbox upon it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ENV],
      useFactory: (env: Env) => ({ ...dataSourceOptions(env.DATABASE_URL), retryAttempts: 30, retryDelay: 1_000 }),
    }),
  ],
  providers: [Outbox, Inbox],
  exports: [Outbox, Inbox],
})
export class PersistenceModule {}
