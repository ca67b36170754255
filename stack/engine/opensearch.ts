import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ProcessSpec } from '../process/managed-process.ts';
import { getJson } from '../process/wait-until-ready.ts';
import { z } from 'zod';
import { javaFlags } from './java-flags.ts';
import { findJdk } from './jdk.ts';
import { fetchPart } from './maven.ts';

export interface OpenSearchOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly transportPort: number;
  readonly logFile: string;
  readonly pidFile: string;
}

/** The command line of one OpenSearch node on 127.0.0.1; fetches it first if needed. */
export async function openSearchProcess(options: OpenSearchOptions): Promise<ProcessSpec> {
  const [jdk, folder] = await Promise.all([findJdk(), fetchPart('opensearch')]);
  mkdirSync(options.dataDir, { recursive: true });
  const source = path.join(import.meta.dirname, 'OpenSearchNode.java');
  const log4j = `-Dlog4j2.configurationFile=${path.join(import.meta.dirname, 'log4j2.xml')}`;
  const ports = [String(options.port), String(options.transportPort)];
  return {
    name: 'opensearch',
    command: jdk.java,
    args: [
      ...javaFlags(jdk.version, '512m'),
      log4j,
      '-cp',
      path.join(folder, 'lib', '*'),
      source,
      options.dataDir,
      ...ports,
    ],
    cwd: options.dataDir,
    env: process.env,
    logFile: options.logFile,
    pidFile: options.pidFile,
    stopGraceMs: 20_000,
  };
}

const health = z.object({ status: z.string() });

/** Whether every primary shard is available. */
export async function isOpenSearchReady(url: string): Promise<boolean> {
  return health.parse(await getJson(`${url}/_cluster/health`)).status !== 'red';
}
