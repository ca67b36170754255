import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StackError } from './errors.ts';
import { repositoryFolder } from './folders.ts';
import { holdLock } from './process/lock-file.ts';
import { runHelper } from './process/run-helper.ts';

interface Build {
  readonly name: string;
  readonly sources: readonly string[];
  /** Must exist afterwards. */
  readonly result: string;
  readonly command: readonly [script: string, ...args: string[]];
}

const shared = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
const server: Build = {
  name: 'server',
  sources: ['src', 'job-workers', ...shared],
  result: 'dist/src/main.js',
  command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'countersign'],
};
const web: Build = {
  name: 'web',
  sources: ['web', 'src/contracts', ...shared],
  result: 'dist/web/index.html',
  command: ['node_modules/vite/bin/vite.js', 'build', 'web'],
};

/** Compiles platform and job workers; false when nothing has changed since. Throws CSTACK-BUILD. */
export const buildServer = (): Promise<boolean> => build(server);

/** Builds the web app; false when nothing has changed since. Throws CSTACK-BUILD. */
export const buildWeb = (): Promise<boolean> => build(web);

async function build({ name, sources, result, command }: Build): Promise<boolean> {
  const dist = path.join(repositoryFolder, 'dist');
  mkdirSync(dist, { recursive: true });
  // Two stacks of one clone may start at once; the second finds the first's work done.
  const lock = await holdLock(path.join(dist, `.${name}.lock`), 300_000);
  try {
    const stamp = path.join(dist, `.${name}.sha256`);
    const fingerprint = fingerprintOf(sources);
    const done = path.join(repositoryFolder, result);
    if (existsSync(done) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
    await run(name, command);
    if (!existsSync(done)) throw new StackError('CSTACK-BUILD', `The build of ${name} left no ${result}.`);
    writeFileSync(stamp, fingerprint);
    return true;
  } finally {
    lock.release();
  }
}

function fingerprintOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(path.join(repositoryFolder, source)))) {
    hash.update(path.relative(repositoryFolder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(entry: string): string[] {
  if (!existsSync(entry)) return [];
  if (!statSync(entry).isDirectory()) return [entry];
  const names = readdirSync(entry).filter((name) => name !== 'node_modules' && !name.endsWith('.spec.ts'));
  return names.toSorted().flatMap((name) => filesUnder(path.join(entry, name)));
}

async function run(name: string, [script, ...args]: Build['command']): Promise<void> {
  const command = [path.join(repositoryFolder, script), ...args];
  const { code, output } = await runHelper(process.execPath, command, { cwd: repositoryFolder });
  if (code !== 0) throw new StackError('CSTACK-BUILD', `The build of ${name} failed:\n${output.trim().slice(-4_000)}`);
}
