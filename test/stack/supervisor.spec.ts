import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readLivePidFile } from '../../stack/process/pid-file.ts';
import type { ServiceName } from '../../stack/service.ts';
import { endOrphans, Supervisor } from '../../stack/supervisor.ts';

let folder: string;
let supervisor: Supervisor;
const events = { restarting: vi.fn(), restarted: vi.fn(), gaveUp: vi.fn() };
const pidFile = (name: ServiceName) => path.join(folder, `${name}.pid`);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-supervisor-'));
  vi.resetAllMocks();
});
afterEach(async () => {
  await supervisor.stopAll(() => undefined);
  rmSync(folder, { recursive: true });
});

function service(name: ServiceName, script = 'sleep 60') {
  const spec = {
    name,
    command: 'sh',
    args: ['-c', `exec ${script}`],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, `${name}.log`),
    pidFile: pidFile(name),
  };
  return { name, spec: () => Promise.resolve(spec), isReady: () => Promise.resolve(true), readyWithinMs: 5_000 };
}

async function started(...names: ServiceName[]): Promise<void> {
  supervisor = new Supervisor(
    names.map((name) => service(name)),
    events,
  );
  for (const name of names) await supervisor.start(name);
}

describe('the supervisor', () => {
  it('starts a killed child again', async () => {
    await started('platform');
    const before = supervisor.pid('platform');
    supervisor.kill('platform', 'SIGKILL');
    await vi.waitFor(() => expect(events.restarted).toHaveBeenCalledWith('platform'), { timeout: 5_000 });
    expect(supervisor.pid('platform')).not.toBe(before);
    expect(events.restarting).toHaveBeenCalledWith('platform', 'it ended with SIGKILL');
  });

  it('leaves a child down that was stopped on purpose', async () => {
    await started('platform');
    await supervisor.stop('platform');
    expect(readLivePidFile(pidFile('platform'))).toBeUndefined();
    expect(events.restarting).not.toHaveBeenCalled();
  });

  it('ends all children in the reverse order of their start, and starts none of them again', async () => {
    await started('postgres', 'broker', 'platform', 'workers');
    const order: ServiceName[] = [];
    await supervisor.stopAll((name) => order.push(name));
    expect(order).toEqual(['workers', 'platform', 'broker', 'postgres']);
    expect(events.restarting).not.toHaveBeenCalled();
  });

  it('fails with the last line of the log when a child ends while starting', async () => {
    const broken = {
      ...service('broker', 'sh -c "echo address already in use; exit 1"'),
      isReady: () => Promise.resolve(false),
    };
    supervisor = new Supervisor([broken], events);
    await expect(supervisor.start('broker')).rejects.toThrow(/^broker ended while starting: address already in use/);
  });

  it('finds and ends what a killed launcher left', async () => {
    await started('postgres', 'workers');
    // The launcher is gone: only its pid files tell.
    expect(await endOrphans(pidFile)).toEqual(['workers', 'postgres']);
    expect(readLivePidFile(pidFile('postgres'))).toBeUndefined();
  });
});
