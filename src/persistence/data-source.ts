import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApprovalEntity } from './entities/approval.entity.js';
import { ChangeRequestEntity } from './entities/change-request.entity.js';
import { IntegrationCallEntity } from './entities/integration-call.entity.js';
import { LedgerEntryEntity } from './entities/ledger-entry.entity.js';
import { NotificationEntity } from './entities/notification.entity.js';
import { OwningObjectEntity } from './entities/owning-object.entity.js';
import { PersonEntity } from './entities/person.entity.js';
import { Spine1764547200000 } from './migrations/1764547200000-spine.js';
import { NotificationSuperseded1764547300000 } from './migrations/1764547300000-notification-superseded.js';

export const ENTITIES = [
  ChangeRequestEntity,
  ApprovalEntity,
  LedgerEntryEntity,
  PersonEntity,
  OwningObjectEntity,
  IntegrationCallEntity,
  NotificationEntity,
];

/** Options of both applications, the migrator and the database tests. Migrations run only through `migrate`. */
export function dataSourceOptions(databaseUrl: string, poolSize = 20): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: [Spine1764547200000, NotificationSuperseded1764547300000],
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize,
    connectTimeoutMS: 5_000,
    extra: { application_name: 'countersign', statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
  };
}

export const createDataSource = (databaseUrl: string, poolSize?: number): DataSource =>
  new DataSource(dataSourceOptions(databaseUrl, poolSize));
