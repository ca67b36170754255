import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Inbox } from '../../src/persistence/inbox.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

let database: TestDatabase;
let inbox: Inbox;

beforeAll(async () => {
  database = await createTestDatabase();
  inbox = new Inbox(database.source);
});
afterAll(() => database.drop());

describe('the inbox', () => {
  it('knows what it has received, however often and however many bring it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => inbox.accept('arena', 'event-1', { n: 1 })));
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
  });

  it('keeps what cannot be stored as it is, with replacement characters', async () => {
    expect(await inbox.accept('windchill', 'odd', { 'a\u0000': ['b\u0000c', '\ud800'] })).toBe('new');
    const rows: { payload: unknown }[] = await database.source.query("select payload from inbox where id = 'odd'");
    expect(rows).toEqual([{ payload: { 'a\ufffd': ['b\ufffdc', '\ufffd'] } }]);
  });

  it('does the work of one message once, and again when it was rolled back', async () => {
    let done = 0;
    const once = (fails: boolean) =>
      database.source.transaction((manager) =>
        inbox.once(manager, 'hub', 'message-1', async () => {
          done += 1;
          if (fails) throw new Error('rolled back');
        }),
      );
    await expect(once(true)).rejects.toThrow('rolled back');
    expect(await once(false)).toBe('done');
    expect(await once(false)).toBe('repeat');
    expect(done).toBe(2);
  });
});
