import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, StackError } from '../errors.ts';
import type { ManagedProcess } from './managed-process.ts';

/**
 * Asks until `isReady` answers true. Fails at once when the process ends, and after `withinMs` with the last reason;
 * both messages name the log and carry its last line.
 */
export async function waitUntilReady(
  child: ManagedProcess,
  isReady: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const end = Date.now() + withinMs;
  let reason = 'it did not answer';
  while (Date.now() < end) {
    if (child.hasExited()) {
      throw new StackError(
        'CSTACK-START',
        `${child.name} ended while starting: ${lastLine(child.logFile)} (log: ${child.logFile})`,
      );
    }
    try {
      if (await isReady()) return;
    } catch (error) {
      reason = messageOf(error);
    }
    await delay(250);
  }
  throw new StackError(
    'CSTACK-START',
    `${child.name} was not ready after ${Math.round(withinMs / 1000)} s: ${reason} (log: ${child.logFile})`,
  );
}

/** GETs JSON with a bound on the time; fails on any status but 2xx. */
export async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Whether a GET is answered with 2xx; other answers and no answer count as "not yet". */
export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}

/** Whether anything answers there, with whatever status. */
export async function isAnswering(url: string): Promise<boolean> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return true;
}

function lastLine(logFile: string): string {
  const file = openSync(logFile, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, 4_000));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const lines = tail.toString('utf8').trimEnd().split('\n');
    // Of a Java stack trace, the line that says something.
    return lines.findLast((line) => !/^\s*(at |\.\.\. )/.test(line))?.trim() ?? 'it wrote nothing';
  } finally {
    closeSync(file);
  }
}
