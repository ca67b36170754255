import { checkStep, summarise, vitestStep, type StepResult } from './steps.ts';

/** What is run before every commit; `npm test` runs the first part too. */
export async function staticChecks(): Promise<StepResult[]> {
  return [
    await checkStep('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
    await checkStep('dependency rule', 'depcruise', ['--config', '.dependency-cruiser.mjs', 'src', 'job-workers']),
    await checkStep('models', 'bpmnlint', ['bpmn/*.bpmn']),
    await checkStep('types', 'tsc', [
      '-p',
      'tsconfig.json',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      '.countersign/cache/tsc.json',
    ]),
    await checkStep('types of the web app', 'tsc', ['-p', 'web', '--noEmit']),
    await checkStep('lint', 'eslint', [
      'src',
      'job-workers',
      'simulators',
      'stack',
      'test',
      'demo',
      '--cache',
      '--cache-location',
      '.countersign/cache/eslint/',
    ]),
  ];
}

if (import.meta.main) {
  const results = await staticChecks();
  results.push(await vitestStep('unit tests', ['unit']));
  process.exitCode = summarise(results);
}
