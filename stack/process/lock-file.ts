import { randomUUID } from 'node:crypto';
import { linkSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { StackError } from '../errors.ts';
import { readLivePidFile, writePidFile, type RecordedProcess } from './pid-file.ts';

export interface HeldLock {
  release(): void;
}

/** Takes the lock unless a living process holds it; a lock whose holder was killed counts for nothing. */
export function tryLock(file: string, name: string): HeldLock | RecordedProcess {
  for (;;) {
    if (createExclusively(file, name)) return { release: () => rmSync(file, { force: true }) };
    const holder = readLivePidFile(file);
    if (holder !== undefined) return holder;
    rmSync(file, { force: true });
  }
}

/** Waits for the lock at most `withinMs`. */
export async function holdLock(file: string, withinMs: number): Promise<HeldLock> {
  const end = Date.now() + withinMs;
  for (;;) {
    const lock = tryLock(file, 'lock');
    if ('release' in lock) return lock;
    if (Date.now() >= end)
      throw new StackError('CSTACK-RUNNING', `Process ${lock.pid} has held ${file} for long. End it and start again.`);
    await delay(200);
  }
}

function createExclusively(file: string, name: string): boolean {
  // Written aside and linked, so that nobody ever reads a lock without its holder.
  const aside = `${file}.${process.pid}-${randomUUID()}`;
  writePidFile(aside, name, process.pid);
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
