import pg from 'pg';
import { inject } from 'vitest';
import { connectToRunningStack, type RunningStack } from '../../stack/running-stack.ts';
import { standOf, type Stand } from '../../stack/stand.ts';

/** The stack that the run's setup started. */
export function runningStack(): RunningStack & { readonly stand: Stand } {
  const stack = connectToRunningStack(inject('stackHome'));
  if (stack === undefined) throw new Error('The stack of the end-to-end tests does not run.');
  return { ...stack, stand: standOf(stack.urls) };
}

/** Reads the platform's database directly: what tests must see without trusting the platform. */
export async function query<Row>(stack: RunningStack, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: stack.env['DATABASE_URL'] });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}
