import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServer } from './build.ts';
import { messageOf } from './errors.ts';
import { repositoryFolder } from './folders.ts';
import { openHome } from './home.ts';
import { readSettings } from './settings.ts';

// Stands in for the script: its arguments are where it expects them, and what is set in the shell wins over the stack's.
const [script = '', ...args] = process.argv.slice(2);
const compiled = path.join(repositoryFolder, script);
try {
  await buildServer();
  const { environment } = openHome(readSettings().home);
  if (existsSync(environment)) process.loadEnvFile(environment);
} catch (error) {
  console.error(`✖ ${messageOf(error)}`);
  process.exit(1);
}
process.argv.splice(1, process.argv.length - 1, compiled, ...args);
await import(pathToFileURL(compiled).href);
