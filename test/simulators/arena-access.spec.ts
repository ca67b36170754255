import { afterEach, describe, expect, it } from 'vitest';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { ArenaClient, MACHINE, startArena, WORKSPACE_ID } from './arena-client.ts';

describe("Arena's sign-in and quota", () => {
  let arena: Simulator<ArenaState>;
  afterEach(() => arena.stop());

  const signedIn = async (): Promise<ArenaClient> => new ArenaClient(arena).signIn();

  it('ends the first session when the same user signs in again', async () => {
    arena = await startArena();
    const first = await signedIn();
    const second = await signedIn();
    const refused = await first.call('GET', '/changes');
    expect([refused.status, refused.at('errors', 0, 'code')]).toEqual([401, 4089]);
    expect((await second.call('GET', '/changes')).status).toBe(200);
  });

  it('ends a session 90 minutes after its last call', async () => {
    arena = await startArena();
    const client = await signedIn();
    arena.clock.advance(89 * 60_000);
    expect((await client.call('GET', '/changes')).status).toBe(200);
    arena.clock.advance(89 * 60_000);
    expect((await client.call('GET', '/changes')).status).toBe(200);
    arena.clock.advance(91 * 60_000);
    expect((await client.call('GET', '/changes')).status).toBe(401);
  });

  it('signs out by PUT, without a body', async () => {
    arena = await startArena();
    const client = await signedIn();
    expect((await client.call('PUT', '/logout')).status).toBe(200);
    expect((await client.call('PUT', '/logout')).status).toBe(401);
  });

  it('answers 400 with code 4001 to a wrong password or workspace', async () => {
    arena = await startArena();
    const client = new ArenaClient(arena);
    for (const wrong of [{ password: 'wrong' }, { workspaceId: 1 }]) {
      const answer = await client.call('POST', '/login', { ...MACHINE, workspaceId: WORKSPACE_ID, ...wrong });
      expect([answer.status, answer.at('errors', 0, 'code')]).toEqual([400, 4001]);
    }
  });

  it('closes an account for five minutes after five wrong passwords', async () => {
    arena = await startArena();
    const client = new ArenaClient(arena);
    const attempt = (password: string) => client.call('POST', '/login', { email: MACHINE.email, password });
    for (let n = 0; n < 5; n += 1) await attempt('wrong');
    expect((await attempt(MACHINE.password)).at('errors', 0, 'code')).toBe(4083);
    arena.clock.advance(6 * 60_000);
    expect((await attempt(MACHINE.password)).status).toBe(200);
  });

  it('wants the content type on every call', async () => {
    arena = await startArena();
    expect((await fetch(`${arena.url}/v1/changes`)).status).toBe(415);
  });

  it('counts failed calls too, but no sign-in, and says in each answer how many are left', async () => {
    arena = await startArena({ requestLimit: 3 });
    const client = await signedIn();
    expect((await client.call('GET', '/changes')).headers.get('x-arena-requests-remaining')).toBe('2');
    await client.call('GET', '/nosuchendpoint');
    const last = await client.call('GET', '/changes');
    expect(last.headers.get('x-arena-requests-remaining')).toBe('0');
    expect(last.headers.get('x-arena-next-request-limit-reset')).toMatch(
      /^\w{3}, \d\d-\w{3}-\d{4} 00:00:00 GMT-0[78]00 \(P[DS]T\)$/,
    );
    const over = await client.call('GET', '/changes');
    expect([over.status, over.at('errors', 0, 'code'), over.headers.get('retry-after')]).toEqual([429, 4084, null]);
    arena.clock.advance(24 * 60 * 60_000);
    await client.signIn();
    expect((await client.call('GET', '/changes')).status).toBe(200);
  });
});
