import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { StackError } from './errors.ts';

/** A port that a service is about to listen on, and the setting that moves it. */
export interface WantedPort {
  readonly port: number;
  readonly service: string;
  readonly setting?: string;
}

/** Throws CSTACK-PORT with one line about every port that something listens on already. */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const checked = await Promise.all(
    wanted.map(async (want) => ((await isPortFree(want.port)) ? [] : [describeBusy(want)])),
  );
  const busy = checked.flat();
  if (busy.length > 0) throw new StackError('CSTACK-PORT', busy.join('\n'));
}

/** Whether a server could listen there; tried on the loopback address and on all, since either kind of holder counts. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function describeBusy({ port, service, setting }: WantedPort): string {
  const holder = holderOf(port);
  const remedy = setting === undefined ? 'Stop it' : `Stop it, or set ${setting} to another port`;
  return `Port ${port}, needed by ${service}, is in use${holder === undefined ? '' : ` by ${holder}`}. ${remedy}.`;
}

/** Name and pid of the listener where the system's tools can tell (another user's process shows to root only). */
function holderOf(port: number): string | undefined {
  const socket = output('ss', ['-Hltnp', `sport = :${port}`]).match(/\(\("([^"]+)",pid=(\d+)/);
  if (socket !== null) return `${socket[1]} (pid ${socket[2]})`;
  const listed = output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']).match(/p(\d+)\s+c(\S+)/);
  return listed === null ? undefined : `${listed[2]} (pid ${listed[1]})`;
}

function output(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
  } catch {
    // The tool is missing or found nothing: the message then goes without the holder's name.
    return '';
  }
}
