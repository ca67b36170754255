import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endProcess } from '../../stack/process/end-process.ts';
import { tryLock } from '../../stack/process/lock-file.ts';
import { readLivePidFile, writePidFile } from '../../stack/process/pid-file.ts';

let folder: string;
let file: string;
let child: ChildProcess;
let pid: number;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-pid-'));
  file = path.join(folder, 'child.pid');
  child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('spawn', resolve));
  pid = child.pid ?? 0;
  writePidFile(file, 'child', pid);
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const ended = () => new Promise((resolve) => child.once('exit', resolve));
const isRunning = () => child.exitCode === null && child.signalCode === null;

/** What the file says after another process got the pid of the recorded one. */
function pretendPidWasReused(): void {
  const recorded: unknown = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...Object(recorded), identity: 'an earlier boot:1' }));
}

describe('a pid file', () => {
  it('names the process while it runs', () => {
    expect(readLivePidFile(file)).toMatchObject({ name: 'child', pid });
  });

  it('names nobody after the process was killed', async () => {
    const gone = ended();
    child.kill('SIGKILL');
    await gone;
    expect(readLivePidFile(file)).toBeUndefined();
  });

  it('names nobody when the pid belongs to a later process', () => {
    pretendPidWasReused();
    expect(readLivePidFile(file)).toBeUndefined();
  });

  it('names nobody when it is empty or half written', () => {
    writeFileSync(file, '{"name":"child","pid":');
    expect(readLivePidFile(file)).toBeUndefined();
  });
});

describe('ending a recorded process', () => {
  it('ends that very process', async () => {
    const target = readLivePidFile(file);
    if (target === undefined) throw new Error('the child is not recorded');
    await endProcess(target, 'SIGTERM', 2_000);
    expect(readLivePidFile(file)).toBeUndefined();
  });

  it('uses force when it does not listen', async () => {
    child.kill('SIGKILL');
    child = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    writePidFile(file, 'deaf', child.pid ?? 0);
    const target = readLivePidFile(file);
    if (target === undefined) throw new Error('the child is not recorded');
    await endProcess(target, 'SIGTERM', 300);
    expect(readLivePidFile(file)).toBeUndefined();
  });

  it('never touches a later process with the same pid', async () => {
    await endProcess({ name: 'child', pid, identity: 'an earlier boot:1' }, 'SIGKILL', 100);
    expect(isRunning()).toBe(true);
  });
});

describe("the launcher's lock", () => {
  it('is held by one living process only', () => {
    expect(tryLock(file, 'second')).toMatchObject({ name: 'child', pid });
  });

  it('passes on when its holder was killed', () => {
    pretendPidWasReused();
    const lock = tryLock(file, 'second');
    expect(lock).toHaveProperty('release');
    expect(readLivePidFile(file)).toMatchObject({ name: 'second', pid: process.pid });
    if ('release' in lock) lock.release();
    expect(readLivePidFile(file)).toBeUndefined();
  });
});
