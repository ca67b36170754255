import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, StackError } from './errors.ts';
import { endProcess } from './process/end-process.ts';
import { startProcess, type ManagedProcess } from './process/managed-process.ts';
import { readLivePidFile } from './process/pid-file.ts';
import { rotateLog } from './process/rotate-log.ts';
import { waitUntilReady } from './process/wait-until-ready.ts';
import { serviceNames, type Service, type ServiceName } from './service.ts';

/** What the supervisor tells while the stack runs. */
export interface SupervisorEvents {
  restarting(name: ServiceName, reason: string): void;
  restarted(name: ServiceName): void;
  /** It died too often; the stack is of no use without it. */
  gaveUp(name: ServiceName, reason: string): void;
}

const maximumRestarts = 5;
const restartWindowMs = 300_000;

/** Starts, watches, restarts and ends the children of the stack. */
export class Supervisor {
  readonly #services: ReadonlyMap<ServiceName, Service>;
  readonly #events: SupervisorEvents;
  readonly #running = new Map<ServiceName, ManagedProcess>();
  /** Children that are meant to run: the death of any other is no surprise. */
  readonly #wanted = new Set<ServiceName>();
  readonly #deaths = new Map<ServiceName, number[]>();

  constructor(services: readonly Service[], events: SupervisorEvents) {
    this.#services = new Map(services.map((service) => [service.name, service]));
    this.#events = events;
  }

  /** Starts a child and returns when it is ready. */
  async start(name: ServiceName): Promise<void> {
    this.#wanted.add(name);
    await this.#launch(name);
  }

  /** Ends a child, which stays down until it is started again. */
  async stop(name: ServiceName): Promise<void> {
    this.#wanted.delete(name);
    await this.#running.get(name)?.stop();
    this.#running.delete(name);
  }

  /** Ends every child in the reverse order of the start, each before the next. */
  async stopAll(report: (name: ServiceName, milliseconds: number) => void): Promise<void> {
    // First, so that no child that dies along with another is started again.
    this.#wanted.clear();
    for (const name of serviceNames.toReversed()) {
      const child = this.#running.get(name);
      if (child === undefined) continue;
      const started = Date.now();
      await child.stop();
      this.#running.delete(name);
      report(name, Date.now() - started);
    }
  }

  /** Sends a signal to a child; what dies of it is started again. */
  kill(name: ServiceName, signal: NodeJS.Signals): void {
    this.#running.get(name)?.kill(signal);
  }

  pid(name: ServiceName): number | undefined {
    return this.#running.get(name)?.pid;
  }

  /** Resolves when the child is up and ready, such as after it was killed. */
  async waitUntilReady(name: ServiceName, withinMs: number): Promise<void> {
    const end = Date.now() + withinMs;
    while (Date.now() < end) {
      const child = this.#running.get(name);
      if (child !== undefined && !child.hasExited() && (await this.#isReady(name))) return;
      await delay(200);
    }
    throw new StackError('CSTACK-START', `${name} was not ready after ${Math.round(withinMs / 1000)} s.`);
  }

  async #isReady(name: ServiceName): Promise<boolean> {
    try {
      return await this.#service(name).isReady();
    } catch {
      // "Not yet" has many forms, such as a refused connection.
      return false;
    }
  }

  async #launch(name: ServiceName): Promise<void> {
    const service = this.#service(name);
    const spec = await service.spec();
    rotateLog(spec.logFile);
    this.#requireWanted(name);
    const child = await startProcess(spec);
    this.#running.set(name, child);
    if (!this.#wanted.has(name)) await child.stop();
    this.#requireWanted(name);
    await waitUntilReady(child, () => service.isReady(), service.readyWithinMs);
    void child.exited.then(({ code, signal }) => this.#died(name, `it ended with ${signal ?? `code ${code}`}`));
  }

  async #died(name: ServiceName, reason: string): Promise<void> {
    if (!this.#wanted.has(name)) return;
    this.#running.delete(name);
    const deaths = [...(this.#deaths.get(name) ?? []), Date.now()].filter(
      (time) => time > Date.now() - restartWindowMs,
    );
    this.#deaths.set(name, deaths);
    if (deaths.length > maximumRestarts) {
      this.#wanted.delete(name);
      this.#events.gaveUp(name, reason);
      return;
    }
    this.#events.restarting(name, reason);
    await delay(250 * 2 ** deaths.length);
    if (!this.#wanted.has(name)) return;
    try {
      await this.#launch(name);
      this.#events.restarted(name);
    } catch (error) {
      await this.#running.get(name)?.stop();
      await this.#died(name, messageOf(error));
    }
  }

  #requireWanted(name: ServiceName): void {
    if (!this.#wanted.has(name)) throw new StackError('CSTACK-STOPPED', `${name} was stopped while starting.`);
  }

  #service(name: ServiceName): Service {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`There is no service ${name}.`);
    return service;
  }
}

/** Ends what a killed launcher left, in the reverse order of the start; answers which. */
export async function endOrphans(pidFile: (name: ServiceName) => string): Promise<readonly ServiceName[]> {
  const ended: ServiceName[] = [];
  for (const name of serviceNames.toReversed()) {
    const left = readLivePidFile(pidFile(name));
    if (left === undefined) continue;
    await endProcess(left, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 30_000);
    ended.push(name);
  }
  return ended;
}
