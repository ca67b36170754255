import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { findNode } from './node-24.mjs';

export const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * Runs a script of the repository on Node 24 with the installed tools on the PATH, after installing what is missing.
 * Ends this process as the script ends. Plain JavaScript without dependencies: it runs on Node 20 on a fresh clone.
 * @param {readonly string[]} command Node's flags, script and arguments
 * @param {{ tellWhenParentEnds?: boolean }} options tellWhenParentEnds: the script has an IPC channel that closes then
 */
export async function runScript(command, { tellWhenParentEnds = false } = {}) {
  let node;
  try {
    await ensureDependencies(root);
    node = findNode(root);
  } catch (error) {
    console.error(`✖ ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
  const tools = path.join(root, 'node_modules', '.bin');
  const child = spawn(node, command, {
    stdio: tellWhenParentEnds ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: { ...process.env, PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  // Ctrl-C reaches the script by itself, since both are in the terminal's foreground; it decides when to end.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`✖ ${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
