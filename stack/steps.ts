import { messageOf, StackError } from './errors.ts';

/** One thing to do while starting; runs as soon as everything it comes after is done. */
export interface Step {
  readonly name: string;
  readonly after: readonly string[];
  /** May answer a note, such as "unchanged". */
  run(): Promise<string | undefined>;
}

export interface StepReporter {
  started(name: string): void;
  done(name: string, milliseconds: number, note: string | undefined): void;
  failed(name: string, milliseconds: number): void;
}

/** Runs the steps, side by side where their order allows. Rejects with the first failure; what waits is not begun then. */
export async function runSteps(steps: readonly Step[], reporter: StepReporter, signal: AbortSignal): Promise<void> {
  const results = new Map<string, Promise<void>>();
  const failure = new AbortController();
  const stopped = AbortSignal.any([signal, failure.signal]);

  const runOne = async (step: Step): Promise<void> => {
    await Promise.all(step.after.map((name) => resultOf(results, name)));
    if (stopped.aborted) throw new StackError('CSTACK-STOPPED', 'The start was broken off.');
    const started = Date.now();
    reporter.started(step.name);
    try {
      const note = await step.run();
      reporter.done(step.name, Date.now() - started, note);
    } catch (error) {
      reporter.failed(step.name, Date.now() - started);
      throw error;
    }
  };

  for (const step of steps) results.set(step.name, runOne(step));
  const broken = new Promise<never>((_, reject) => {
    const reason = () => reject(new StackError('CSTACK-STOPPED', 'The start was broken off.'));
    if (signal.aborted) reason();
    else signal.addEventListener('abort', reason, { once: true });
  });
  try {
    await Promise.race([Promise.all(results.values()), broken]);
  } catch (error) {
    failure.abort();
    // The rest ends by itself, since its processes are stopped next; its own errors only follow from this one.
    void Promise.allSettled(results.values());
    throw error instanceof StackError ? error : new StackError('CSTACK-START', messageOf(error), { cause: error });
  }
}

function resultOf(results: ReadonlyMap<string, Promise<void>>, name: string): Promise<void> {
  const result = results.get(name);
  if (result === undefined) throw new Error(`There is no earlier step "${name}".`);
  return result;
}
