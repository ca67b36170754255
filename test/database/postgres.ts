import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { inject } from 'vitest';
import { createDataSource } from '../../src/persistence/data-source.js';

export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  drop(): Promise<void>;
}

/** A migrated database of its own for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  const url = `${server}/${name}`;
  const source = await createDataSource(url).initialize();
  await source.runMigrations();
  return {
    url,
    source,
    async drop() {
      await source.destroy();
      await administer(`drop database ${name} with (force)`);
    },
  };

  async function administer(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: `${server}/postgres` });
    await client.connect();
    await client.query(sql);
    await client.end();
  }
}
