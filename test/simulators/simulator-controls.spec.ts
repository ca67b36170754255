import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import { Faults } from '../../simulators/shared/faults.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { ArenaClient, startArena } from './arena-client.ts';
import { ErpnextClient, startErpnext } from './erpnext-client.ts';
import { startWindchill, WindchillClient } from './windchill-client.ts';

describe('planned faults', () => {
  let arena: Simulator<ArenaState>;
  afterEach(() => arena.stop());
  const plan = (body: unknown): Promise<Response> =>
    fetch(`${arena.url}/_sim/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('answer an error a number of times, in the words of the product', async () => {
    arena = await startArena();
    const client = await new ArenaClient(arena).signIn();
    expect(
      (await plan({ rules: [{ kind: 'status', status: 503, retryAfterSeconds: 7, times: 1, path: '/changes' }] }))
        .status,
    ).toBe(204);
    const failed = await client.call('GET', '/changes');
    expect([failed.status, failed.headers.get('retry-after'), failed.at('errors', 0, 'code')]).toEqual([
      503,
      '7',
      3000,
    ]);
    expect((await client.call('GET', '/changes')).status).toBe(200);
  });

  it('cut the connection before anything was done, or after it was', async () => {
    arena = await startArena();
    const client = await new ArenaClient(arena).signIn();
    await plan({ rules: [{ kind: 'reset-before', method: 'POST', times: 1 }] });
    await expect(client.createChange()).rejects.toThrow();
    expect(arena.state.changes).toHaveLength(0);
    await plan({ rules: [{ kind: 'reset-after', method: 'POST', times: 1 }] });
    await expect(client.createChange()).rejects.toThrow();
    expect(arena.state.changes).toHaveLength(1);
  });

  it('use up the quota', async () => {
    arena = await startArena();
    const client = await new ArenaClient(arena).signIn();
    await plan({ rules: [{ kind: 'quota-exhausted', times: 1 }] });
    expect((await client.call('GET', '/changes')).status).toBe(429);
  });

  it('of an unknown kind or form are refused with the kinds there are', async () => {
    arena = await startArena();
    const unknown = await plan({ rules: [{ kind: 'earthquake' }] });
    expect(unknown.status).toBe(400);
    expect(await unknown.text()).toContain('reset-after');
    expect((await plan({ rules: [{ kind: 'latency', odds: 3 }] })).status).toBe(400);
  });

  it('hit the same calls again with the same seed', async () => {
    arena = await startArena();
    const hits = (seed: number): boolean[] => {
      const faults = new Faults([]);
      faults.plan({ seed, rules: [{ kind: 'status', probability: 0.5 }] });
      return Array.from({ length: 40 }, () => faults.strike('status') !== undefined);
    };
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7)).not.toEqual(hits(8));
  });
});

describe('state of the simulators', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulators-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('survives a restart', async () => {
    const arena = await startArena({ stateFile: join(folder, 'deeper', 'arena.json') });
    const guid = await (await new ArenaClient(arena).signIn()).createChange();
    await arena.stop();
    const again = await startArena({ stateFile: join(folder, 'deeper', 'arena.json') });
    expect((await (await new ArenaClient(again).signIn()).call('GET', `/changes/${guid}`)).at('number')).toBe(
      'ECO-000001',
    );
    await again.stop();

    const erpnext = await startErpnext({ stateFile: join(folder, 'deeper', 'erpnext.json') });
    const name = await new ErpnextClient(erpnext).createOrder();
    await erpnext.stop();
    const erpnextAgain = await startErpnext({ stateFile: join(folder, 'deeper', 'erpnext.json') });
    expect((await new ErpnextClient(erpnextAgain).order(name)).status).toBe(200);
    await erpnextAgain.stop();

    const windchill = await startWindchill({ stateFile: join(folder, 'deeper', 'windchill.json') });
    const notice = await new WindchillClient(windchill).createNotice();
    await windchill.stop();
    const windchillAgain = await startWindchill({ stateFile: join(folder, 'deeper', 'windchill.json') });
    expect((await new WindchillClient(windchillAgain).get(`/ChangeMgmt/ChangeNotices('${notice}')`)).at('ID')).toBe(
      notice,
    );
    await windchillAgain.stop();
  });

  it('is not thrown away when its file cannot be read', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'simulators-')), 'arena.json');
    writeFileSync(file, '{"changes":');
    await expect(startArena({ stateFile: file })).rejects.toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe('{"changes":');
    rmSync(file);
  });
});
