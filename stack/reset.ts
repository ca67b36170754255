import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { messageOf, StackError } from './errors.ts';
import { openHome } from './home.ts';
import { readLivePidFile } from './process/pid-file.ts';
import { serviceNames } from './service.ts';
import { readSettings } from './settings.ts';

try {
  await reset();
} catch (error) {
  console.error(`✖ ${messageOf(error)}`);
  process.exitCode = 1;
}

/** Wipes the home folder: data, logs, secrets, and the unpacked engine if it lies there. */
async function reset(): Promise<void> {
  const folder = readSettings().home;
  if (!existsSync(folder)) {
    console.log(`${folder} does not exist.`);
    return;
  }
  const home = openHome(folder);
  const alive = [home.launcherLock, ...serviceNames.map(home.pid)].some((file) => readLivePidFile(file) !== undefined);
  if (alive) throw new StackError('CSTACK-RUNNING', 'The stack is running. Stop it with npm stop first.');
  if (!process.argv.includes('--yes') && !(await confirmed(folder))) {
    console.log('Nothing was deleted.');
    process.exitCode = 1;
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(`Deleted ${folder}.`);
}

async function confirmed(folder: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Without a terminal nobody answers: the end of the input counts as no.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(`Delete everything in ${folder}? [y/N] `), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
