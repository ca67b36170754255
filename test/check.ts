import { mkdirSync } from 'node:fs';
import { checkStep, summarise, vitestStep, type StepResult } from './steps.ts';

const CACHE = '.countersign/cache';

/** What needs no running part: format, lint, dependency rule, models, types. The linter alone takes as long as the rest. */
export async function staticChecks(): Promise<StepResult[]> {
  mkdirSync(CACHE, { recursive: true });
  const [lint, others] = await Promise.all([
    checkStep('lint', 'eslint', [
      ...['src', 'job-workers', 'simulators', 'stack', 'test', 'demo'],
      ...['--cache', '--cache-location', `${CACHE}/eslint/`],
    ]),
    inTurn([
      () =>
        checkStep('format', 'prettier', [
          '--check',
          '--log-level',
          'warn',
          '--cache',
          '--cache-location',
          `${CACHE}/prettier`,
          '.',
        ]),
      () => checkStep('dependency rule', 'depcruise', ['--config', '.dependency-cruiser.mjs', 'src', 'job-workers']),
      () => checkStep('models', 'bpmnlint', ['bpmn/*.bpmn']),
      () =>
        checkStep('types', 'tsc', [
          '-p',
          'tsconfig.json',
          '--noEmit',
          '--incremental',
          '--tsBuildInfoFile',
          `${CACHE}/tsc.json`,
        ]),
      () => checkStep('types of the web app', 'tsc', ['-p', 'web', '--noEmit']),
    ]),
  ]);
  return [...others, lint];
}

async function inTurn(steps: readonly (() => Promise<StepResult>)[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await step());
  return results;
}

if (import.meta.main) {
  const results = await staticChecks();
  results.push(await vitestStep('unit tests', ['unit']));
  process.exitCode = summarise(results);
}
