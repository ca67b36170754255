import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { startProcess } from '../process/managed-process.ts';
import { asPostgresUser } from './postgres-user.ts';

interface ClusterOptions {
  readonly initdb: string;
  readonly dataDir: string;
  readonly user: string;
  readonly password: string;
  readonly logFile: string;
}

/** Creates an empty cluster. It gets its name when it is complete, so a start that was killed leaves no half of one. */
export async function createCluster({ initdb, dataDir, user, password, logFile }: ClusterOptions): Promise<void> {
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const aside = mkdtempSync(`${dataDir}-`);
  const passwordFile = `${aside}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    const args = [
      `--pgdata=${aside}`,
      `--username=${user}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // The same order of text on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const child = await startProcess({
      name: 'initdb',
      ...(await asPostgresUser(aside, initdb, args, [passwordFile])),
      cwd: path.dirname(dataDir),
      env: { ...process.env, LC_MESSAGES: 'C' },
      logFile,
    });
    const { code } = await child.exited;
    if (code !== 0) {
      throw new StackError('CSTACK-START', `PostgreSQL could not create its database folder (log: ${logFile}).`);
    }
    renameSync(aside, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}
