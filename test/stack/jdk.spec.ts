import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findJdk } from '../../stack/engine/jdk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-jdk-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `java` that answers what a real one of this version answers. */
function install(name: string, version: string, { compiler = true } = {}): string {
  const home = path.join(folder, name);
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  const answer = `echo "    java.specification.version = ${version}" >&2`;
  writeFileSync(path.join(home, 'bin', 'java'), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
  if (compiler) writeFileSync(path.join(home, 'bin', 'javac'), '', { mode: 0o755 });
  return home;
}

const search = (javaHome?: string) => ({ javaHome, folders: [folder], onPath: false });

describe('the search for a JDK', () => {
  it('says what to install when there is none', async () => {
    const found = findJdk(search());
    await expect(found).rejects.toMatchObject({ code: 'CSTACK-JDK' });
    await expect(found).rejects.toThrow(/A JDK of Java 21 or newer is needed; found none\. Install one .*JAVA_HOME/);
  });

  it('says what it found when that is too old', async () => {
    install('java-8', '1.8');
    const home = install('java-17', '17');
    await expect(findJdk(search())).rejects.toThrow(`the newest found is Java 17 in ${home}`);
  });

  it('takes the newest beside an older default', async () => {
    const old = install('java-17', '17');
    install('java-21', '21');
    const newest = install('java-25', '25');
    expect(await findJdk(search(old))).toMatchObject({ home: newest, version: 25 });
  });

  it('takes JAVA_HOME when it is new enough, even if there is a newer one', async () => {
    install('java-25', '25');
    const chosen = install('java-21', '21');
    expect(await findJdk(search(chosen))).toMatchObject({ home: chosen, version: 21 });
  });

  it('passes over a runtime without compiler and a Java that does not run', async () => {
    install('jre-25', '25', { compiler: false });
    const broken = install('java-24', '24');
    writeFileSync(path.join(broken, 'bin', 'java'), '#!/bin/sh\nexit 1\n');
    await expect(findJdk(search())).rejects.toThrow('found none');
  });
});
