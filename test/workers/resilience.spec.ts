import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Auth } from '@camunda8/sdk';
import { JobProcesses } from './harness/job-process.js';
import { testPool, type TestJob } from './harness/test-pool.js';
import { startTokenEndpoint } from './harness/token-endpoint.js';
import { startWorkerEngine, type WorkerEngine } from './harness/worker-engine.js';

let engine: WorkerEngine;
let processes: JobProcesses;

beforeAll(async () => {
  // So little room that a few hundred concurrent commands meet back-pressure for certain.
  engine = await startWorkerEngine({
    ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: 'fixed',
    ZEEBE_BROKER_BACKPRESSURE_FIXED_LIMIT: '10',
  });
  processes = new JobProcesses(engine.grpcAddress);
});
afterAll(async () => {
  await processes.close();
  await engine.dispose();
});

async function work(job: TestJob) {
  await processes.deploy(job.type);
  const { pool, logger } = testPool(engine.grpcAddress, job);
  pool.start();
  onTestFinished(() => pool.drain());
  return { pool, logger };
}

const count = (jobType: string, intent: string) => engine.events(jobType, intent).length;

describe('the workers in bad weather', () => {
  it('gets through a flood with back-pressure: every job once, never more at a time than allowed', async () => {
    let calls = 0;
    let running = 0;
    let most = 0;
    await work({
      type: 'flood',
      concurrency: 8,
      handle: async () => {
        calls += 1;
        running += 1;
        most = Math.max(most, running);
        await delay(10);
        running -= 1;
        return {};
      },
    });
    expect(await processes.startMany('flood', 300)).toBeGreaterThan(0);
    await expect.poll(() => count('flood', 'COMPLETED'), { timeout: 45_000, interval: 100 }).toBe(300);
    expect(calls).toBe(300);
    expect(most).toBe(8);
    expect(count('flood', 'FAILED')).toBe(0);
  });

  it('goes on by itself after the broker was killed, and delivers what was finished meanwhile', async () => {
    let calls = 0;
    let finish: (() => void) | undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    await work({
      type: 'interrupted',
      // Longer than a broker takes to come back on a busy machine, so that the jobs stay ours meanwhile.
      timeoutMs: 120_000,
      handle: async () => {
        calls += 1;
        await finished;
        return {};
      },
    });
    await processes.startMany('interrupted', 5);
    await expect.poll(() => calls, { timeout: 5_000 }).toBe(5);
    await engine.killBroker();
    finish?.();
    await delay(3_000);
    await engine.startBroker();
    await expect.poll(() => count('interrupted', 'COMPLETED'), { timeout: 15_000 }).toBe(5);
    expect(calls).toBe(5);
    await processes.start('interrupted', { n: 6 });
    await expect.poll(() => count('interrupted', 'COMPLETED'), { timeout: 10_000 }).toBe(6);
  }, 120_000);

  it('takes jobs as soon as the token endpoint is back after an outage', async () => {
    const tokens = await startTokenEndpoint(12);
    onTestFinished(() => tokens.close());
    await processes.deploy('signed-in');
    const credentials = new Auth.OAuthProvider({
      config: {
        CAMUNDA_OAUTH_URL: tokens.url,
        ZEEBE_CLIENT_ID: 'workers',
        ZEEBE_CLIENT_SECRET: 'not-a-secret',
        CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
        CAMUNDA_OAUTH_FAIL_ON_ERROR: true,
      },
    });
    const { pool } = testPool(engine.grpcAddress, { type: 'signed-in', handle: async () => ({}) }, credentials);
    pool.start();
    onTestFinished(() => pool.drain());
    await processes.start('signed-in');
    await expect.poll(() => count('signed-in', 'COMPLETED'), { timeout: 45_000 }).toBe(1);
    expect(tokens.refusals()).toBe(12);
  });

  it('loses nothing on SIGTERM: running jobs finish, the others go to the next worker at once', async () => {
    await processes.deploy('slow');
    const hooks = path.join(import.meta.dirname, 'harness', 'typescript-hooks.ts');
    const app = spawn(
      process.execPath,
      ['--import', hooks, path.join(import.meta.dirname, 'harness', 'stoppable-app.ts')],
      {
        env: { ...process.env, GRPC_ADDRESS: engine.grpcAddress },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void app.kill('SIGKILL'));
    const lines: string[] = [];
    createInterface({ input: app.stdout }).on('line', (line) => lines.push(line));
    const said = (word: string) => lines.filter((line) => line.startsWith(word)).map((line) => line.split(' ')[1]);

    await processes.startMany('slow', 30);
    await expect.poll(() => said('started').length, { timeout: 20_000 }).toBe(4);
    await delay(300);
    app.kill('SIGTERM');
    const signalledAt = Date.now();
    const taken: (number | undefined)[] = [];
    const { pool } = testPool(engine.grpcAddress, { type: 'slow', handle: async ({ n }) => (taken.push(n), {}) });
    pool.start();
    onTestFinished(() => pool.drain());
    await once(app, 'exit');

    expect(Date.now() - signalledAt).toBeLessThan(5_000);
    expect(said('finished')).toEqual(said('started'));
    await expect.poll(() => count('slow', 'COMPLETED'), { timeout: 8_000 }).toBe(30);
    expect(taken).toHaveLength(30 - said('started').length);
    for (const { retries } of engine.events('slow', 'FAILED')) expect(retries).toBe(5);
  });
});
