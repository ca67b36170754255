import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './environment.ts';
import { StackError } from './errors.ts';
import { repositoryFolder } from './folders.ts';

const run = promisify(execFile);

/** Runs a compiled script of the platform to its end and answers its output. Throws CSTACK-START with what it said. */
export async function runTool(
  name: string,
  script: string,
  env: Environment,
  args: readonly string[] = [],
): Promise<string> {
  try {
    const { stdout } = await run(
      process.execPath,
      ['--enable-source-maps', path.join(repositoryFolder, script), ...args],
      {
        cwd: repositoryFolder,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        timeout: 240_000,
        maxBuffer: 16_000_000,
      },
    );
    return stdout;
  } catch (error) {
    throw new StackError('CSTACK-START', `${name} failed: ${saidBy(error)}`, { cause: error });
  }
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return said === '' ? error.message : said.slice(0, 2_000);
}
