import { existsSync, renameSync, statSync } from 'node:fs';

/** Puts a log aside when it has grown large; one older part is kept. */
export function rotateLog(file: string, maximumBytes = 20_000_000): void {
  if (existsSync(file) && statSync(file).size > maximumBytes) renameSync(file, `${file}.1`);
}
