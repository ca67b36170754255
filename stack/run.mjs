import path from 'node:path';
import { root, runScript } from './bootstrap/run-script.mjs';

/**
 * `node stack/run.mjs <script> [arguments]`: what `npm start` does first, for any script of the repository.
 * A compiled script (dist/…) is built first if needed and gets the settings of the local stack, if there is one.
 */
const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('✖ Usage: node stack/run.mjs <script> [arguments]');
  process.exit(1);
}
await runScript(
  script.startsWith('dist/')
    ? [path.join(root, 'stack', 'run-compiled.ts'), script, ...args]
    : [path.join(root, script), ...args],
);
