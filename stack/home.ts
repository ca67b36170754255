import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Where things lie inside COUNTERSIGN_HOME. */
export interface StackHome {
  readonly root: string;
  /** Databases of the engine, OpenSearch, PostgreSQL and the simulators. */
  readonly data: (name: string) => string;
  readonly log: (name: string) => string;
  readonly pid: (name: string) => string;
  /** Held by the launcher while it runs. */
  readonly launcherLock: string;
  readonly secrets: string;
  /** The platform's settings, for the command line and for scripts. */
  readonly environment: string;
  /** Addresses of the running stack. */
  readonly description: string;
}

/**
 * Lays out a home folder; creates it, closed to other users, since it holds secrets. They may pass through to `data`,
 * because as root PostgreSQL may have to run under another account.
 */
export function openHome(root: string): StackHome {
  mkdirSync(root, { recursive: true, mode: 0o711 });
  mkdirSync(path.join(root, 'data'), { recursive: true, mode: 0o711 });
  for (const folder of ['logs', 'run']) mkdirSync(path.join(root, folder), { recursive: true, mode: 0o700 });
  return {
    root,
    data: (name) => path.join(root, 'data', name),
    log: (name) => path.join(root, 'logs', `${name}.log`),
    pid: (name) => path.join(root, 'run', `${name}.pid`),
    launcherLock: path.join(root, 'run', 'launcher.pid'),
    secrets: path.join(root, 'secrets.json'),
    environment: path.join(root, 'stack.env'),
    description: path.join(root, 'run', 'stack.json'),
  };
}
