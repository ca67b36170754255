import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startProcess, type ManagedProcess, type ProcessSpec } from '../process/managed-process.ts';
import { readLivePidFile } from '../process/pid-file.ts';
import { endProcess } from '../process/end-process.ts';
import { waitUntilReady } from '../process/wait-until-ready.ts';
import { requireFreePorts } from '../ports.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { createCluster } from './postgres-cluster.ts';
import { clearLeftovers } from './postgres-leftovers.ts';
import { asPostgresUser } from './postgres-user.ts';

export interface PostgresOptions {
  /** A cluster that does not exist yet is created. */
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  readonly logFile?: string;
  readonly pidFile?: string;
}

export interface Postgres {
  /** Of the database `countersign`. */
  readonly url: string;
  readonly pid: number;
  readonly process: ManagedProcess;
  stop(): Promise<void>;
}

const user = 'countersign';

/** The address of a database of the local cluster. */
export function postgresUrl({ port, password }: { port: number; password: string }, database = 'countersign'): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Starts PostgreSQL 18 on 127.0.0.1 with an empty or the kept database `countersign` (2 s, 1 s when it exists). */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const spec = await postgresProcess(options);
  const left = spec.pidFile === undefined ? undefined : readLivePidFile(spec.pidFile);
  if (left !== undefined) await endProcess(left, 'SIGINT', 20_000);
  await requireFreePorts([{ port: options.port, service: 'PostgreSQL' }]);

  const child = await startProcess(spec);
  try {
    await waitUntilReady(child, () => isPostgresReady(options), 60_000);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url: postgresUrl(options), pid: child.pid, process: child, stop: () => child.stop() };
}

/** The command line of the server; creates its cluster first if there is none. */
export async function postgresProcess(options: PostgresOptions): Promise<ProcessSpec> {
  const { postgres, initdb } = await postgresBinaries();
  const logFile = options.logFile ?? `${options.dataDir}.log`;
  if (!existsSync(path.join(options.dataDir, 'PG_VERSION'))) await createCluster({ initdb, user, logFile, ...options });
  await clearLeftovers(options.dataDir);
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 };
  return {
    name: 'postgres',
    ...(await asPostgresUser(options.dataDir, postgres, [
      '-D',
      options.dataDir,
      '-p',
      String(options.port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ])),
    cwd: options.dataDir,
    env: { ...process.env, LC_MESSAGES: 'C' },
    logFile,
    pidFile: options.pidFile ?? `${options.dataDir}.pid`,
    // Fast shutdown: ends the connections and keeps everything committed. SIGTERM would wait for every client.
    stopSignal: 'SIGINT',
    stopGraceMs: 30_000,
  };
}

/** Whether the server takes connections; creates the database `countersign` when it is missing. */
export async function isPostgresReady(options: Pick<PostgresOptions, 'port' | 'password'>): Promise<boolean> {
  const client = new pg.Client({ connectionString: postgresUrl(options, 'postgres'), connectionTimeoutMillis: 2_000 });
  // A server that is just starting may drop a connection that was accepted; the next attempt tells.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'countersign'");
    if (rowCount === 0) await client.query('create database countersign');
    return true;
  } finally {
    await client.end();
  }
}
