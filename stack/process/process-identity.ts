import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells one run of a process from a later one that got the same pid: Linux boot id and start tick,
 * elsewhere the start time that `ps` shows. Undefined when no such process runs (a zombie does not run).
 */
export function processIdentity(pid: number): string | undefined {
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid);
}

function linuxIdentity(pid: number): string | undefined {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The command name may hold spaces and brackets, so fields are counted from its closing bracket on.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTick = fields[18];
  if (state === 'Z' || state === 'X' || startTick === undefined) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTick}`;
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // ESRCH: the process ended between open and read.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined;
    throw error;
  }
}

function psIdentity(pid: number): string | undefined {
  try {
    const shown = execFileSync('ps', ['-o', 'lstart=,state=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return shown === '' || shown.endsWith('Z') ? undefined : shown.slice(0, shown.lastIndexOf(' ')).trim();
  } catch {
    // ps exits with 1 when it finds no such process.
    return undefined;
  }
}
