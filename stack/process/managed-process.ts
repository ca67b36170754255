import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { endProcess } from './end-process.ts';
import { removePidFile, writePidFile } from './pid-file.ts';
import { processIdentity } from './process-identity.ts';

/** How to run one child of the stack. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Both outputs go here, by file descriptor, so that the child outlives a killed launcher without a broken pipe. */
  readonly logFile: string;
  readonly pidFile?: string;
  /** Gives the child a pipe as its standard input. */
  readonly stdin?: boolean;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed. Default 15 s. */
  readonly stopGraceMs?: number;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running child. */
export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly child: ChildProcess;
  readonly exited: Promise<ProcessExit>;
  hasExited(): boolean;
  /** Ends it with its stop signal, by force when it takes longer than its grace. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  // Last resort of a process that ends without stopping its children, such as a test run that crashed.
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a child in its own process group, so that the terminal's Ctrl-C reaches the launcher alone. */
export async function startProcess(spec: ProcessSpec): Promise<ManagedProcess> {
  mkdirSync(path.dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a');
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: { ...spec.env },
    detached: true,
    stdio: [spec.stdin === true ? 'pipe' : 'ignore', log, log],
    ...spec.user,
  });
  closeSync(log);
  const pid = await spawned(child, spec);
  running.add(child);
  if (spec.pidFile !== undefined) writePidFile(spec.pidFile, spec.name, pid);
  const identity = processIdentity(pid);

  const exited = new Promise<ProcessExit>((resolve) => {
    const settle = (code: number | null, signal: NodeJS.Signals | null) => {
      running.delete(child);
      if (spec.pidFile !== undefined) removePidFile(spec.pidFile);
      resolve({ code, signal });
    };
    if (child.exitCode !== null || child.signalCode !== null) settle(child.exitCode, child.signalCode);
    else child.once('exit', settle);
  });

  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name: spec.name,
    pid,
    logFile: spec.logFile,
    child,
    exited,
    hasExited,
    async stop() {
      if (!hasExited() && identity !== undefined) {
        await endProcess({ name: spec.name, pid, identity }, spec.stopSignal ?? 'SIGTERM', spec.stopGraceMs ?? 15_000);
      }
      await exited;
    },
    kill(signal) {
      if (!hasExited()) child.kill(signal);
    },
  };
}

function spawned(child: ChildProcess, spec: ProcessSpec): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(
        new StackError('CSTACK-START', `Could not start ${spec.name} (${spec.command}): ${error.message}`, {
          cause: error,
        }),
      );
    });
    child.once('spawn', () => {
      if (child.pid === undefined) reject(new StackError('CSTACK-START', `${spec.name} has no process id`));
      else resolve(child.pid);
    });
  });
}
