import type { Simulator } from './simulator.ts';

/** Starts a simulator as a process of its own and ends it on SIGTERM or Ctrl-C. */
export async function runSimulator(
  name: string,
  start: () => Promise<Pick<Simulator<unknown>, 'url' | 'stop'>>,
): Promise<void> {
  const simulator = await start().catch((error: unknown) => {
    process.stderr.write(`${name} simulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  process.stdout.write(`${name} simulator: ${simulator.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
  }
}
