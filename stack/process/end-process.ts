import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedProcess } from './pid-file.ts';
import { processIdentity } from './process-identity.ts';

/**
 * Ends a process that may not be our child: the signal first, SIGKILL when it has not gone after `graceMs`.
 * Signals only that very run of it, never a later process with the same pid.
 */
export async function endProcess(target: RecordedProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!signalProcess(target, signal)) return;
  if (await hasGone(target, graceMs)) return;
  signalProcess(target, 'SIGKILL');
  await hasGone(target, 5_000);
}

/** Sends a signal; false when that run of the process has ended. */
export function signalProcess(target: RecordedProcess, signal: NodeJS.Signals): boolean {
  if (processIdentity(target.pid) !== target.identity) return false;
  try {
    return process.kill(target.pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function hasGone(target: RecordedProcess, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (processIdentity(target.pid) === target.identity) {
    if (Date.now() >= end) return false;
    await delay(50);
  }
  return true;
}
