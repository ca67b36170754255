import { z } from 'zod';
import { createDataSource } from './data-source.js';

/** Brings the database of DATABASE_URL to the newest version and says what it did. */
async function migrate(): Promise<void> {
  const { DATABASE_URL } = z.object({ DATABASE_URL: z.string().min(1) }).parse(process.env);
  const source = await createDataSource(DATABASE_URL, 2).initialize();
  try {
    const done = await source.runMigrations();
    console.log(
      done.length === 0
        ? 'The database is up to date.'
        : `Applied: ${done.map((migration) => migration.name).join(', ')}`,
    );
  } finally {
    await source.destroy();
  }
}

await migrate();
