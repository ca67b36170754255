import { spawn, type ChildProcess } from 'node:child_process';

export interface HelperRun {
  readonly code: number | null;
  /** Standard output and errors together, without colours. */
  readonly output: string;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/** Runs a program that ends by itself, such as Maven or a compiler, and ends it when this process ends first. */
export async function runHelper(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<HelperRun> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString('utf8'));
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, output: output.replaceAll(/\u001b\[[0-9;]*m/g, '') };
  } finally {
    running.delete(child);
  }
}
