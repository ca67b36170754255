import { existsSync } from 'node:fs';
import { staticChecks } from './check.ts';
import { checkStep, summarise, vitestStep, type StepResult } from './steps.ts';

/**
 * `npm test`: everything, on a machine with Node, a JDK, Maven and Chromium. COUNTERSIGN_TEST_SKIP_BROWSER=1 leaves out
 * what needs Chromium; RABBITMQ_URL adds the event bus's tests on a real RabbitMQ.
 */
const skipBrowser = process.env['COUNTERSIGN_TEST_SKIP_BROWSER'] === '1';
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

if (!skipBrowser && !existsSync(chromium)) {
  console.error(
    `There is no Chromium at ${chromium}. Install it (Debian: apt-get install chromium), name it with CHROMIUM_PATH, ` +
      'or leave the browser tests out with COUNTERSIGN_TEST_SKIP_BROWSER=1.',
  );
  process.exit(1);
}

const results: StepResult[] = await staticChecks();
results.push(await checkStep('build', 'npm', ['run', '--silent', 'build']));
results.push(await vitestStep('unit, contract and database tests', ['unit', 'contract']));
results.push(await vitestStep('process and worker tests', ['process']));
if (!skipBrowser) results.push(await vitestStep('pages', ['web']));
results.push(await vitestStep('end to end', ['e2e']));
process.exitCode = summarise(results);
