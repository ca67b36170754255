import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StackError } from '../errors.ts';

const run = promisify(execFile);

/** The oldest Java that Camunda 8.6 and its OpenSearch run on. */
export const oldestJava = 21;

export interface Jdk {
  readonly home: string;
  readonly java: string;
  readonly version: number;
}

/** Where to look; each part is a parameter so that tests need no real JDK. */
export interface JdkSearch {
  readonly javaHome: string | undefined;
  readonly folders: readonly string[];
  readonly onPath: boolean;
}

/** Folders that hold one JDK per sub-folder: Debian and Fedora, SDKMAN, macOS (system and user), Homebrew's links. */
export function usualJdkFolders(): readonly string[] {
  return [
    '/usr/lib/jvm',
    '/opt/java',
    path.join(process.env.SDKMAN_DIR ?? path.join(homedir(), '.sdkman'), 'candidates', 'java'),
    path.join(homedir(), '.jdks'),
    '/Library/Java/JavaVirtualMachines',
    path.join(homedir(), 'Library/Java/JavaVirtualMachines'),
  ];
}

/**
 * JAVA_HOME if it is new enough, else the newest JDK of the usual places, else `java` on the PATH.
 * Throws CSTACK-JDK when none is at least Java 21: machines often have an older default and a newer one beside it.
 */
export async function findJdk(search: JdkSearch = defaultSearch()): Promise<Jdk> {
  const named = search.javaHome === undefined ? undefined : await inspectJdk(search.javaHome);
  if (named !== undefined && named.version >= oldestJava) return named;

  const inFolders = await Promise.all(search.folders.flatMap(subFolders).map(inspectJdk));
  const onPath = search.onPath ? await jdkOnPath() : undefined;
  const found = [named, ...inFolders, onPath].filter((jdk): jdk is Jdk => jdk !== undefined);
  const newest = found.toSorted((a, b) => b.version - a.version)[0];
  if (newest !== undefined && newest.version >= oldestJava) return newest;

  const seen = newest === undefined ? 'found none' : `the newest found is Java ${newest.version} in ${newest.home}`;
  throw new StackError(
    'CSTACK-JDK',
    `A JDK of Java ${oldestJava} or newer is needed; ${seen}. Install one (Debian 13: apt install openjdk-21-jdk-headless, ` +
      'macOS: brew install openjdk, any system: Temurin) or set JAVA_HOME to one.',
  );
}

function defaultSearch(): JdkSearch {
  return { javaHome: process.env.JAVA_HOME, folders: usualJdkFolders(), onPath: true };
}

function subFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => [path.join(folder, name), path.join(folder, name, 'Contents/Home')]);
}

/** A JDK and not only a runtime: the 8.8 engine is started from a Java source file, which needs the compiler. */
async function inspectJdk(home: string): Promise<Jdk | undefined> {
  const java = path.join(home, 'bin', 'java');
  if (!existsSync(java) || !existsSync(path.join(home, 'bin', 'javac'))) return undefined;
  const properties = await javaProperties(java);
  const version = properties === undefined ? undefined : javaVersion(properties);
  return version === undefined ? undefined : { home, java, version };
}

async function jdkOnPath(): Promise<Jdk | undefined> {
  const properties = await javaProperties('java');
  const home = properties?.match(/java\.home = (.+)/)?.[1]?.trim();
  return home === undefined ? undefined : inspectJdk(home);
}

async function javaProperties(java: string): Promise<string | undefined> {
  try {
    return (await run(java, ['-XshowSettings:properties', '-version'], { timeout: 20_000 })).stderr;
  } catch {
    // Not a Java that runs here, for example one of another processor: as good as absent.
    return undefined;
  }
}

function javaVersion(properties: string): number | undefined {
  const specification = properties.match(/java\.specification\.version = (?:1\.)?(\d+)/)?.[1];
  return specification === undefined ? undefined : Number(specification);
}
