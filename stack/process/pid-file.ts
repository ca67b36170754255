import { mkdirSync, readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { processIdentity } from './process-identity.ts';

const content = z.object({ name: z.string(), pid: z.int().positive(), identity: z.string() });

/** A process as its pid file names it. */
export type RecordedProcess = z.infer<typeof content>;

/** Records a running process; does nothing if it has ended already. */
export function writePidFile(file: string, name: string, pid: number): void {
  const identity = processIdentity(pid);
  if (identity === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  // Written aside and renamed: a reader, or a start after a kill -9, never sees half a file.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, JSON.stringify({ name, pid, identity } satisfies RecordedProcess));
  renameSync(aside, file);
}

/** The process that the file names if that very run of it is still alive, whatever the pid means by now. */
export function readLivePidFile(file: string): RecordedProcess | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = content.safeParse(safeJson(text));
  if (!parsed.success) return undefined;
  return processIdentity(parsed.data.pid) === parsed.data.identity ? parsed.data : undefined;
}

/** Forgets a process. */
export function removePidFile(file: string): void {
  rmSync(file, { force: true });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
