import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

/** Runs a command that passes or fails as one; what it says is printed when it fails. */
export async function checkStep(name: string, command: string, args: readonly string[]): Promise<StepResult> {
  const started = performance.now();
  const { code, output } = await capture(command, args);
  console.log(code === 0 ? `✔ ${name}` : `✖ ${name}: ${command} ${args.join(' ')}\n${output}`);
  return result(name, started, code === 0 ? 1 : 0, code === 0 ? 0 : 1, 0);
}

/** Runs vitest projects and counts their tests. A run that breaks outside of a test counts as one failure. */
export async function vitestStep(
  name: string,
  projects: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<StepResult> {
  const started = performance.now();
  const report = join(tmpdir(), `countersign-${process.pid}-${name.replaceAll(/\W+/g, '-')}.json`);
  const code = await run(
    'vitest',
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
      await readFile(report, 'utf8'),
    ) as Counts;
    const broken = code !== 0 && numFailedTests === 0 ? Math.max(1, numFailedTestSuites) : 0;
    return result(name, started, numPassedTests, numFailedTests + broken, numPendingTests);
  } catch {
    // Without a report the run broke before its first test.
    return result(name, started, 0, 1, 0);
  } finally {
    await rm(report, { force: true });
  }
}

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
}

/** Prints where the time went, and as the last line how many passed and failed. Returns the exit code. */
export function summarise(results: readonly StepResult[]): number {
  const total = (pick: (step: StepResult) => number) => results.reduce((sum, step) => sum + pick(step), 0);
  console.log('\nWhere the time went:');
  for (const step of results) {
    const counts = `${step.passed} passed, ${step.failed} failed${step.skipped > 0 ? `, ${step.skipped} skipped` : ''}`;
    console.log(`  ${step.name.padEnd(34)} ${step.seconds.toFixed(1).padStart(7)} s   ${counts}`);
  }
  console.log(
    `  ${'all'.padEnd(34)} ${total((step) => step.seconds)
      .toFixed(1)
      .padStart(7)} s\n`,
  );
  const skipped = total((step) => step.skipped);
  console.log(
    `${total((step) => step.passed)} passed, ${total((step) => step.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  return total((step) => step.failed) === 0 && total((step) => step.passed) > 0 ? 0 : 1;
}

function result(name: string, started: number, passed: number, failed: number, skipped: number): StepResult {
  return { name, passed, failed, skipped, seconds: (performance.now() - started) / 1_000 };
}

function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  console.log(`\n> ${command} ${args.filter((arg) => !arg.includes('countersign-')).join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function capture(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ code: 127, output: `${command} could not be started: ${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
