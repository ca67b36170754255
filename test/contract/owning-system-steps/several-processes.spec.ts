import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoredSystemSessions } from '../../../src/adapters/postgres/stored-system-sessions.js';
import { ArenaAdapter } from '../../../src/adapters/arena/arena.adapter.js';
import { Leadership } from '../../../src/owning-systems/leadership.js';
import { createDataSource } from '../../../src/persistence/data-source.js';
import { createTestDatabase, type TestDatabase } from '../../database/postgres.js';
import { startArena, type RunningArena } from '../owning-system/arena.harness.js';
import { sampleChange } from '../owning-system/sample-change.js';

let database: TestDatabase;
let arena: RunningArena;
beforeAll(async () => void ([database, arena] = await Promise.all([createTestDatabase(), startArena()])));
afterAll(async () => {
  await arena.stop();
  await database.drop();
});

class CountingSessions extends StoredSystemSessions {
  signIns = 0;

  override renew(system: string, refused: string | null, signIn: () => Promise<string>): Promise<string> {
    return super.renew(system, refused, () => {
      this.signIns += 1;
      return signIn();
    });
  }
}

/** A process of ours: a connection pool of its own. */
const process = () => createDataSource(database.url, 4).initialize();

describe("Arena's session over several processes", () => {
  it('is obtained by one of them and used by all, also after it expired under the load of all', async () => {
    const pools = await Promise.all([process(), process(), process()]);
    const sessions = pools.map((pool) => new CountingSessions(pool));
    const adapters = sessions.map((store) => new ArenaAdapter(arena.options, store));
    const signIns = () => sessions.reduce((sum, store) => sum + store.signIns, 0);
    const load = () =>
      Promise.all(adapters.flatMap((adapter) => [1, 2, 3].map(() => adapter.registerChange(sampleChange()))));
    await load();
    expect(signIns()).toBe(1);
    await arena.control('clock', { advanceMinutes: 91 });
    await load();
    expect(signIns()).toBe(2);
    await Promise.all(pools.map((pool) => pool.destroy()));
  });
});

describe('polling by one replica', () => {
  it('goes over to another one when the first is gone', async () => {
    const [first, second] = await Promise.all([process(), process()]);
    const [one, two] = [new Leadership(first), new Leadership(second)];
    expect([await one.holds(), await two.holds(), await one.holds()]).toEqual([true, false, true]);
    await database.source.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(await two.holds()).toBe(true);
    expect(await one.holds()).toBe(false);
    await two.onApplicationShutdown();
    expect(await one.holds()).toBe(true);
    await one.onApplicationShutdown();
    await Promise.all([first.destroy(), second.destroy()]);
  });
});
