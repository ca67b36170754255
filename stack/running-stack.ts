import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { addressesOf, type StackUrls } from './addresses.ts';
import type { Environment } from './environment.ts';
import { openHome } from './home.ts';
import { signalProcess } from './process/end-process.ts';
import { readLivePidFile } from './process/pid-file.ts';
import type { ServiceName } from './service.ts';
import { portsSchema, readSettings } from './settings.ts';
import { z } from 'zod';

const description = z.object({ ports: portsSchema });

/** A stack that another process started. */
export interface RunningStack {
  readonly home: string;
  readonly urls: StackUrls;
  readonly env: Environment;
  log(name: ServiceName): string;
  pid(name: ServiceName): number | undefined;
  /** Sends a signal; what dies of it its launcher starts again. */
  kill(name: ServiceName, signal: NodeJS.Signals): void;
}

/** The stack that runs in the home folder of the settings and has finished starting, or undefined. */
export function connectToRunningStack(folder: string = readSettings().home): RunningStack | undefined {
  const home = openHome(folder);
  if (readLivePidFile(home.launcherLock) === undefined || !existsSync(home.description)) return undefined;
  const { ports } = description.parse(JSON.parse(readFileSync(home.description, 'utf8')));
  const env = z.record(z.string(), z.string()).parse(parseEnv(readFileSync(home.environment, 'utf8')));
  return {
    home: home.root,
    urls: addressesOf(ports),
    env,
    log: home.log,
    pid: (name) => readLivePidFile(home.pid(name))?.pid,
    kill(name, signal) {
      const child = readLivePidFile(home.pid(name));
      if (child !== undefined) signalProcess(child, signal);
    },
  };
}
