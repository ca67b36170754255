import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from './errors.ts';
import { openHome } from './home.ts';
import { endProcess, signalProcess } from './process/end-process.ts';
import { readLivePidFile } from './process/pid-file.ts';
import { readSettings } from './settings.ts';
import { endOrphans } from './supervisor.ts';

/** Longer than all children together may take. */
const patienceMs = 120_000;

try {
  await stop();
} catch (error) {
  console.error(`✖ ${messageOf(error)}`);
  process.exitCode = 1;
}

async function stop(): Promise<void> {
  const home = openHome(readSettings().home);
  const started = Date.now();
  const launcher = readLivePidFile(home.launcherLock);
  if (launcher !== undefined) {
    signalProcess(launcher, 'SIGTERM');
    while (readLivePidFile(home.launcherLock) !== undefined && Date.now() - started < patienceMs) await delay(200);
    // Only if it hangs; its children are ended below.
    await endProcess(launcher, 'SIGTERM', 2_000);
  }
  const orphans = await endOrphans(home.pid);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (launcher === undefined && orphans.length === 0) console.log('Nothing runs.');
  else console.log(`■ The stack has ended after ${seconds} s.`);
}
