import { rmSync } from 'node:fs';
import { addressesOf, type StackUrls } from './addresses.ts';
import { checkMachine } from './check-machine.ts';
import { platformEnvironment, type Environment } from './environment.ts';
import { StackError } from './errors.ts';
import { openHome } from './home.ts';
import { writePrivateFile } from './private-file.ts';
import { tryLock } from './process/lock-file.ts';
import { connectToRunningStack } from './running-stack.ts';
import { readSecrets } from './secrets.ts';
import type { ServiceName } from './service.ts';
import { stackServices } from './services.ts';
import { readSettings, type StackSettings } from './settings.ts';
import { startSteps } from './start-steps.ts';
import { StepPrinter } from './step-printer.ts';
import { standOf, type Stand } from './stand.ts';
import { runSteps } from './steps.ts';
import { endOrphans, Supervisor } from './supervisor.ts';

/** A local stack that this process started and watches. */
export interface Stack {
  readonly urls: StackUrls;
  /** Settings of platform and workers, for scripts that use the same database and engine. */
  readonly env: Environment;
  /** Log file of a child. */
  log(name: ServiceName): string;
  pid(name: ServiceName): number | undefined;
  /** Sends a signal; a child that dies of it is started again. */
  kill(name: ServiceName, signal: NodeJS.Signals): void;
  /** Ends a child for as long as the caller likes. */
  stopService(name: ServiceName): Promise<void>;
  /** Starts a child that was stopped; returns when it is ready. */
  startService(name: ServiceName): Promise<void>;
  /** Ends a child in order and starts it again. */
  restart(name: ServiceName): Promise<void>;
  waitUntilReady(name: ServiceName, withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly printer?: StepPrinter;
  /** Breaks the start off. */
  readonly signal?: AbortSignal;
  /** Called when a child could not be kept alive. */
  readonly onGaveUp?: (name: ServiceName, reason: string) => void;
}

/** Starts the whole stack; when it returns, everything is ready. A failure leaves nothing running. */
export async function startStack(settings: StackSettings = readSettings(), options: StartOptions = {}): Promise<Stack> {
  const home = openHome(settings.home);
  const lock = tryLock(home.launcherLock, 'launcher');
  if (!('release' in lock)) {
    throw new StackError(
      'CSTACK-RUNNING',
      `The stack in ${home.root} runs already (pid ${lock.pid}). Stop it with npm stop.`,
    );
  }
  const printer = options.printer ?? new StepPrinter();
  const context = {
    settings,
    home,
    secrets: readSecrets(home.secrets),
    urls: addressesOf(settings.ports),
  };
  const env = platformEnvironment(settings, context.secrets);
  const supervisor = new Supervisor(stackServices({ ...context, env }), {
    restarting: (name, reason) => printer.note(`! ${name}: ${reason}; starting it again (log: ${home.log(name)})`),
    restarted: (name) => printer.note(`✔ ${name} is back`),
    gaveUp: (name, reason) => options.onGaveUp?.(name, reason),
  });
  const stop = async () => {
    printer.end();
    await supervisor.stopAll((name, milliseconds) =>
      printer.note(`■ ${name} ended after ${(milliseconds / 1000).toFixed(1)} s`),
    );
    rmSync(home.description, { force: true });
    lock.release();
  };
  try {
    const orphans = await endOrphans(home.pid);
    if (orphans.length > 0) printer.note(`■ ended what an earlier start had left: ${orphans.join(', ')}`);
    await checkMachine(settings);
    writePrivateFile(
      home.environment,
      Object.entries(env)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
        .join(''),
    );
    await runSteps(
      startSteps({ ...context, env }, supervisor),
      printer,
      options.signal ?? new AbortController().signal,
    );
    writePrivateFile(home.description, JSON.stringify({ ports: settings.ports }));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: context.urls,
    env,
    log: home.log,
    pid: (name) => supervisor.pid(name),
    kill: (name, signal) => supervisor.kill(name, signal),
    stopService: (name) => supervisor.stop(name),
    startService: (name) => supervisor.start(name),
    restart: async (name) => {
      await supervisor.stop(name);
      await supervisor.start(name);
    },
    waitUntilReady: (name, withinMs = 180_000) => supervisor.waitUntilReady(name, withinMs),
    stop,
  };
}

/** What a script needs of a stack, whoever started it. */
export interface JoinedStack {
  readonly databaseUrl: string;
  readonly stand: Stand;
  leave(): Promise<void>;
}

/** For the demo: the running stack if there is one, else a new one that `leave` stops. */
export async function startOrJoinStack(): Promise<JoinedStack> {
  const running = connectToRunningStack();
  if (running !== undefined) {
    console.log(`Using the stack that runs in ${running.home}.`);
    return { ...walkable(running.urls, running.env), leave: () => Promise.resolve() };
  }
  const stack = await startStack();
  return { ...walkable(stack.urls, stack.env), leave: () => stack.stop() };
}

function walkable(urls: StackUrls, env: Environment): Omit<JoinedStack, 'leave'> {
  return { databaseUrl: env.DATABASE_URL ?? '', stand: standOf(urls) };
}
