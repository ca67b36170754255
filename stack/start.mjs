import path from 'node:path';
import { root, runScript } from './bootstrap/run-script.mjs';

await runScript([path.join(root, 'stack', 'launcher.ts'), ...process.argv.slice(2)], { tellWhenParentEnds: true });
