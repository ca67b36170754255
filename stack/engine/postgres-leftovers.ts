import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A killed server's own processes notice within moments; longer means that another server runs on the folder. */
const patienceMs = 15_000;

/** Waits for what a killed server left behind, which would make the next one refuse to start. Linux only. */
export async function clearLeftovers(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(lock) || process.platform !== 'linux') return;
  const lines = readFileSync(lock, 'utf8').split('\n');
  const [, segment = ''] = (lines[6] ?? '').trim().split(/\s+/);
  const end = Date.now() + patienceMs;
  while (isAttached(segment) && Date.now() < end) await delay(50);
  forgetServer(lock, lines[0] ?? '');
}

/** Whether any process still holds the server's shared memory. */
function isAttached(segment: string): boolean {
  const rows = readFileSync('/proc/sysvipc/shm', 'utf8').split('\n').slice(1);
  // Columns: key, id, permissions, size, creator, last user, number of attached processes.
  return rows
    .map((row) => row.trim().split(/\s+/))
    .some(([, id, , , , , attached]) => id === segment && attached !== '0');
}

/** After a power cut the pid in the lock may belong to something else by now, which the server would take for itself. */
function forgetServer(lock: string, pid: string): void {
  const command = `/proc/${pid}/comm`;
  if (!existsSync(command) || readFileSync(command, 'utf8').trim() !== 'postgres') rmSync(lock, { force: true });
}
