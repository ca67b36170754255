import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BusinessError, PermanentError, TransientError } from '../../src/domain/errors.js';
import { JobProcesses } from './harness/job-process.js';
import { brokerAt, testPool, type TestJob } from './harness/test-pool.js';
import { startWorkerEngine, type WorkerEngine } from './harness/worker-engine.js';

let engine: WorkerEngine;
let processes: JobProcesses;

beforeAll(async () => {
  engine = await startWorkerEngine();
  processes = new JobProcesses(engine.grpcAddress);
});
afterAll(async () => {
  await processes.close();
  await engine.dispose();
});

/** Deploys the job's process and works until the test is over. */
async function work(job: TestJob) {
  await processes.deploy(job.type, job.errors?.[0]);
  const { pool, logger } = testPool(engine.grpcAddress, job);
  pool.start();
  onTestFinished(() => pool.drain());
  return { pool, logger };
}

const soon = { timeout: 8_000, interval: 25 };

describe('what becomes of a job on the real engine', () => {
  it('starts a pushed job within tens of milliseconds', async () => {
    const startedAt: number[] = [];
    await work({ type: 'pushed', handle: async () => (startedAt.push(Date.now()), {}) });
    await processes.start('pushed');
    await expect.poll(() => startedAt.length, soon).toBe(1);
    const delays: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const asked = Date.now();
      await processes.start('pushed', { n });
      await expect.poll(() => startedAt.length, { ...soon, interval: 1 }).toBe(n + 2);
      delays.push((startedAt.at(-1) ?? Infinity) - asked);
    }
    const median = delays.sort((a, b) => a - b)[10];
    expect(median, `delays: ${delays.join(' ')} ms`).toBeLessThan(100);
  });

  it('returns the output as variables, and gives up at once when it is not what the contract says', async () => {
    await work({ type: 'output', handle: async ({ n }) => (n === 1 ? { answer: 'yes' } : { answer: 42 }) });
    await processes.start('output', { n: 1 });
    await processes.start('output', { n: 2 });
    await expect.poll(() => engine.events('output', 'COMPLETED').length, soon).toBe(1);
    await expect
      .poll(() => engine.incidents('output'), soon)
      .toEqual([expect.stringMatching(/^OUTPUT_INVALID: .*answer/)]);
  });

  it('makes wrong variables an incident that names the variable', async () => {
    await work({ type: 'input', handle: async () => ({}) });
    await processes.start('input', { n: 'seven' });
    await expect
      .poll(() => engine.incidents('input'), soon)
      .toEqual([expect.stringMatching(/^INPUT_INVALID: .*\bn: .*number/)]);
    expect(engine.events('input', 'FAILED').map(({ retries }) => retries)).toEqual([0]);
  });

  it('throws a BPMN error for a refusal that the contract declares', async () => {
    const refuse = async () => Promise.reject(new BusinessError('REFUSED', 'The system says no.'));
    await work({ type: 'refused', errors: ['REFUSED'], handle: refuse });
    await processes.start('refused');
    await expect
      .poll(() => engine.events('refused', 'ERROR_THROWN'), soon)
      .toEqual([
        expect.objectContaining({
          errorCode: 'REFUSED',
          errorMessage: 'The system says no.',
          variables: { reason: 'The system says no.' },
        }),
      ]);
    expect(engine.incidents('refused')).toEqual([]);
  });

  it.each([
    ['undeclared', new BusinessError('NOT_FOUND', 'There is no change CR-2026-000001.')],
    ['permanent', new PermanentError('SETTINGS', 'Correct the credentials.')],
  ])('makes an %s refusal an incident without another try', async (type, error) => {
    await work({ type, handle: async () => Promise.reject(error) });
    await processes.start(type);
    await expect.poll(() => engine.incidents(type), soon).toEqual([`${error.code}: ${error.message}`]);
    expect(engine.events(type, 'FAILED')).toHaveLength(1);
  });

  it('tries a passing failure again, one retry less each time, and makes it an incident after the last', async () => {
    await work({ type: 'passing', handle: async () => Promise.reject(new TransientError('DOWN', 'Arena is down.')) });
    await processes.start('passing');
    await expect.poll(() => engine.incidents('passing'), soon).toEqual(['DOWN: Arena is down.']);
    expect(engine.events('passing', 'FAILED').map(({ retries }) => retries)).toEqual([4, 3, 2, 1, 0]);
  });

  it('waits as long as the failure asks for', async () => {
    let calls = 0;
    const busyOnce = async () => {
      calls += 1;
      if (calls === 1) throw new TransientError('BUSY', 'Too many calls.', { retryAfterMs: 700 });
      return {};
    };
    await work({ type: 'busy', handle: busyOnce });
    await processes.start('busy');
    await expect.poll(() => engine.events('busy', 'COMPLETED').length, soon).toBe(1);
    expect(engine.events('busy', 'FAILED')).toEqual([expect.objectContaining({ retries: 4, retryBackoff: 700 })]);
  });

  it('takes an unknown error for a passing one, logs its stack, and shows no secret and no novel', async () => {
    const { logger } = await work({
      type: 'unknown',
      handle: async () => Promise.reject(new TypeError(`login with correct-horse-battery failed ${'x'.repeat(2_000)}`)),
    });
    await processes.start('unknown');
    await expect.poll(() => engine.incidents('unknown').length, soon).toBe(1);
    const [message = ''] = engine.incidents('unknown');
    expect(message).toMatch(/^UNEXPECTED: unknown failed with TypeError: login with \[secret\] failed/);
    expect(message.length).toBeLessThanOrEqual(500);
    const logged = logger.lines.find(({ message: text }) => text.startsWith('WORKER-003'));
    expect(logged?.facts['error']).toMatch(/TypeError: login with \[secret\].*\n\s+at /);
  });

  it('spends a retry on a handler that hangs, instead of starting it for ever', async () => {
    let calls = 0;
    const hangOnce = async () => {
      calls += 1;
      if (calls === 1) await new Promise(() => undefined);
      return {};
    };
    await work({ type: 'hanging', timeoutMs: 1_000, handle: hangOnce });
    await processes.start('hanging');
    await expect.poll(() => engine.events('hanging', 'COMPLETED').length, soon).toBe(1);
    expect(engine.events('hanging', 'FAILED')).toEqual([expect.objectContaining({ retries: 4 })]);
  });

  it('picks a job up within 5 s after the worker that had it died', async () => {
    await processes.deploy('orphaned');
    const dead = brokerAt(engine.grpcAddress);
    onTestFinished(() => dead.close());
    await processes.start('orphaned');
    const subscription = { jobType: 'orphaned', workerName: 'dead', timeoutMs: 2_000 };
    await expect.poll(async () => (await dead.activate(subscription, 1)).length, soon).toBe(1);
    const expiresAt = Date.now() + subscription.timeoutMs;
    const startedAt: number[] = [];
    await work({ type: 'orphaned', handle: async () => (startedAt.push(Date.now()), {}) });
    await expect.poll(() => startedAt.length, { timeout: 8_000, interval: 10 }).toBe(1);
    expect((startedAt[0] ?? Infinity) - expiresAt).toBeLessThan(5_000);
  });

  it('calls a job whose process ended meanwhile superseded', async () => {
    const faster = brokerAt(engine.grpcAddress);
    onTestFinished(() => faster.close());
    const { logger } = await work({
      type: 'late',
      handle: async (_, job) => {
        await faster.complete(job.jobKey, {});
        return {};
      },
    });
    await processes.start('late');
    await expect.poll(() => logger.lines.some(({ message }) => message.startsWith('WORKER-005')), soon).toBe(true);
  });
});
