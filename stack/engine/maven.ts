import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requireFreeSpace } from '../disk-space.ts';
import { StackError } from '../errors.ts';
import { cacheFolder } from '../folders.ts';
import { runHelper } from '../process/run-helper.ts';
import { findJdk } from './jdk.ts';

/** The profiles of stack/pom.xml; each fills one folder. */
export type EnginePart = 'camunda' | 'opensearch' | 'engine-8-8';

const pom = path.join(import.meta.dirname, '..', 'pom.xml');
const neededBytes: Record<EnginePart, number> = { camunda: 1_000e6, opensearch: 200e6, 'engine-8-8': 300e6 };

/**
 * The folder that holds a part; fetched by Maven if it is not there, or was fetched by another pom.xml.
 * Maven brings checksums, the user's cache, mirrors and proxies. Throws CSTACK-MAVEN or CSTACK-DOWNLOAD.
 */
export async function fetchPart(part: EnginePart, cache: string = cacheFolder()): Promise<string> {
  const fingerprint = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = path.join(cache, `${part}-${fingerprint}`);
  if (existsSync(path.join(folder, '.complete'))) return folder;

  mkdirSync(cache, { recursive: true });
  await requireFreeSpace(cache, neededBytes[part], `the download of ${part}`);
  const aside = mkdtempSync(path.join(cache, `.${part}-`));
  const forget = () => rmSync(aside, { recursive: true, force: true });
  process.once('exit', forget);
  try {
    await runMaven(part, aside);
    rmSync(path.join(aside, '.maven'), { recursive: true, force: true });
    writeFileSync(path.join(aside, '.complete'), '');
    moveIntoPlace(aside, folder);
  } finally {
    forget();
    process.off('exit', forget);
  }
  return folder;
}

/** Throws CSTACK-DISK when the disk has no room for the parts that are yet to be fetched. */
export async function requireSpaceFor(parts: readonly EnginePart[], cache: string = cacheFolder()): Promise<void> {
  const bytes = parts.filter((part) => !isFetched(part, cache)).reduce((sum, part) => sum + neededBytes[part], 0);
  if (bytes > 0) await requireFreeSpace(cache, bytes, 'the engine');
}

/** Whether `fetchPart` would answer at once. */
export function isFetched(part: EnginePart, cache: string = cacheFolder()): boolean {
  const fingerprint = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  return existsSync(path.join(cache, `${part}-${fingerprint}`, '.complete'));
}

function moveIntoPlace(aside: string, folder: string): void {
  try {
    if (!existsSync(path.join(folder, '.complete'))) rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  } catch (error) {
    // Another start of the same clone was faster; its copy is as good.
    if (!existsSync(path.join(folder, '.complete'))) throw error;
  }
}

async function runMaven(part: EnginePart, target: string): Promise<void> {
  requireMaven();
  const jdk = await findJdk();
  const args = ['-B', '-q', '-f', pom, `-P${part}`, `-Dtarget.folder=${target}`, 'generate-resources'];
  const { code, output } = await runHelper('mvn', args, { env: { ...process.env, JAVA_HOME: jdk.home } });
  if (code !== 0) throw downloadFailed(part, output);
}

/** Throws CSTACK-MAVEN unless `mvn` is on the PATH. */
export function requireMaven(): void {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  if (folders.some((folder) => existsSync(path.join(folder, 'mvn')))) return;
  throw new StackError(
    'CSTACK-MAVEN',
    'Maven (mvn) is needed to fetch Camunda and was not found on the PATH. Install it (Debian: apt install maven, macOS: brew install maven).',
  );
}

function downloadFailed(part: EnginePart, output: string): StackError {
  if (/No space left on device/.test(output)) {
    return new StackError(
      'CSTACK-DISK',
      `The disk became full while fetching ${part}. Free some space and start again.`,
    );
  }
  const errors = output.split('\n').filter((line) => line.startsWith('[ERROR]'));
  const transfer = /Could not (?:transfer|find) artifact .*?(?= ->|$)/.exec(errors.join(' '))?.[0];
  const reason =
    transfer ?? errors[0]?.replace('[ERROR] ', '') ?? output.trim().split('\n').at(-1) ?? 'it said nothing';
  return new StackError(
    'CSTACK-DOWNLOAD',
    `Maven could not fetch ${part}: ${reason.slice(0, 400)}. ` +
      "Check the network, and the proxy or mirror in Maven's settings.xml, and start again.",
  );
}
