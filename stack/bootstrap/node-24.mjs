import { existsSync } from 'node:fs';
import path from 'node:path';

/** The Node that runs TypeScript directly and that the libraries need. */
export const oldestNode = 24;

/**
 * Node 24: the one that the optional dependency brought, else the running one if it is new enough.
 * @param {string} root
 * @param {string} running version without the leading v
 * @returns {string} path of the program
 */
export function findNode(root, running = process.versions.node) {
  const packaged = path.join(root, 'node_modules', '.bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number.parseInt(running, 10) >= oldestNode) return process.execPath;
  throw new Error(
    `Node ${oldestNode} or newer is needed on this machine and this is ${running}. Install it (nodejs.org) and start again.`,
  );
}
