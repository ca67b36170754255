import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner may read; a reader never sees half of it. */
export function writePrivateFile(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text, { mode: 0o600 });
  renameSync(aside, file);
}
