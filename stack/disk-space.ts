import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { StackError } from './errors.ts';

/** Throws CSTACK-DISK unless the disk under `folder` (which need not exist yet) has that many bytes free for us. */
export async function requireFreeSpace(folder: string, bytes: number, purpose: string): Promise<void> {
  const { bavail, bsize } = await statfs(nearestExisting(folder));
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new StackError(
    'CSTACK-DISK',
    `Not enough disk space for ${purpose}: ${megabytes(free)} free under ${folder}, ${megabytes(bytes)} needed. Free some space and start again.`,
  );
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1e6)} MB`;
}
