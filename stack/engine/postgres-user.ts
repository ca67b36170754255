import { execFileSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * PostgreSQL refuses to run as root. For root there are two ways. Where the kernel allows it, a user namespace in which
 * root goes by another number: no account is needed and files stay root's, so a clone in root's closed home works as
 * well. Elsewhere, such as in most containers, the account `postgres` or `nobody`, which must reach the folder.
 */
export async function asPostgresUser(
  dataDir: string,
  command: string,
  args: readonly string[],
  alsoReads: readonly string[] = [],
): Promise<Command> {
  if (process.getuid?.() !== 0) return { command, args };
  const files = [dataDir, ...alsoReads];
  if (hasUserNamespaces()) {
    for (const file of files) giveTo(file, { uid: 0, gid: 0 });
    return { command: 'unshare', args: ['--user', '--map-user=65534', '--map-group=65534', '--', command, ...args] };
  }
  const user = account('postgres') ?? account('nobody');
  if (user === undefined) {
    throw new StackError(
      'CSTACK-POSTGRES-USER',
      'PostgreSQL does not run as root, and there is no account "postgres" or "nobody". Create one (useradd --system postgres) or start as another user.',
    );
  }
  for (const file of [command, ...files]) requireReachable(file, user);
  for (const file of files) giveTo(file, user);
  return { command, args, user };
}

function hasUserNamespaces(): boolean {
  try {
    execFileSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', '--', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    // unshare is missing, or the kernel or the container forbids it: the other way is tried.
    return false;
  }
}

function account(name: string): { uid: number; gid: number } | undefined {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    // `id` fails for a name that does not exist.
    return undefined;
  }
}

function requireReachable(file: string, user: { uid: number; gid: number }): void {
  const closed = foldersAbove(file).filter((folder) => {
    const { mode, uid, gid } = statSync(folder);
    return (mode & (uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001)) === 0;
  });
  if (closed.length === 0) return;
  throw new StackError(
    'CSTACK-POSTGRES-USER',
    `PostgreSQL does not run as root, and its account cannot enter ${closed.join(' and ')}. ` +
      `Move the clone to a folder open to it, allow it (chmod o+x ${closed.join(' ')}), or start as another user.`,
  );
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === path.dirname(folder) ? [folder] : [...foldersAbove(folder), folder];
}

function giveTo(file: string, owner: { uid: number; gid: number }): void {
  const stat = lstatSync(file);
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) chownSync(file, owner.uid, owner.gid);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(file)) giveTo(path.join(file, name), owner);
}
