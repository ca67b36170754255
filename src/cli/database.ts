import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';

/** Runs a command on the database of DATABASE_URL and closes it afterwards, whatever happens. */
export async function withDatabase<T>(work: (database: DataSource) => Promise<T>): Promise<T> {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '')
    throw new Error('Set DATABASE_URL, or start the local stack with npm start first.');
  const database = await createDataSource(url, 2).initialize();
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
