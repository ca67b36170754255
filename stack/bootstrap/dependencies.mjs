import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Why the installed packages are not those of package-lock.json, or undefined when they are. Compared with npm's own
 * record of what it installed, which it writes last: an interrupted installation counts as none.
 * @param {string} root
 * @returns {string | undefined}
 */
export function staleReason(root) {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'not installed yet';
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  for (const [folder, entry] of Object.entries(wanted)) {
    // '' is this repository itself; optional packages are for one platform each.
    if (folder === '' || entry.link === true) continue;
    const version = installed[folder]?.version;
    if (version === undefined && (entry.optional === true || entry.devOptional === true || entry.peer === true))
      continue;
    if (version !== entry.version) return `${folder.replace(/^.*node_modules\//, '')} changed`;
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * Installs the packages of package-lock.json when they are missing or stale. Rejects with one line that says what to do.
 * @param {string} root
 */
export async function ensureDependencies(root) {
  const reason = staleReason(root);
  if (reason === undefined) return;
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.log(`… dependencies: npm ci (${reason})`);
  const timer = process.stdout.isTTY ? setInterval(() => process.stdout.write(`\r… ${seconds()}`), 1_000) : undefined;
  try {
    await install(root);
  } finally {
    clearInterval(timer);
    if (timer !== undefined) process.stdout.write('\r');
  }
  console.log(`✔ dependencies  ${seconds()}`);
}

/** @param {string} root */
function install(root) {
  // Under `npm start` npm names itself; by hand the one on the PATH is taken.
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) =>
      reject(new Error(`npm could not be started: ${error.message}. Install npm and start again.`)),
    );
    child.once('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(failure(output)))));
  });
}

/** @param {string} output */
function failure(output) {
  if (output.includes('ENOSPC'))
    return 'The disk became full while installing the dependencies. Free some space and start again.';
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  const said = lines
    .filter((line) => line !== '' && !line.startsWith('A complete log'))
    .slice(0, 2)
    .join(' ');
  return `The dependencies could not be installed: ${said.slice(0, 400)} Check the network and npm's registry setting, and start again.`;
}
