import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { StackError } from '../errors.ts';
import { requireFreePorts } from '../ports.ts';
import { javaFlags } from './java-flags.ts';
import { findJdk } from './jdk.ts';
import { fetchPart } from './maven.ts';

export interface Engine88 {
  readonly grpcAddress: string;
  readonly pid: number;
  readonly clock: { advance(milliseconds: number): Promise<void> };
  stop(): Promise<void>;
}

/** Starts Camunda's in-memory 8.8.21 engine on 127.0.0.1 (about 7 s); nothing is on disk, and it ends with its starter. */
export async function startEngine88({ port }: { port: number }): Promise<Engine88> {
  await requireFreePorts([{ port, service: 'the 8.8 engine' }]);
  const [jdk, folder] = await Promise.all([findJdk(), fetchPart('engine-8-8')]);
  const source = path.join(import.meta.dirname, 'Engine88.java');
  const args = [...javaFlags(jdk.version, '768m'), '-cp', path.join(folder, 'lib', '*'), source, String(port)];
  const child = spawn(jdk.java, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  if (child.pid === undefined) throw new StackError('CSTACK-START', `Could not start ${jdk.java}`);

  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString('utf8')).slice(-2_000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const expectAnswer = async (expected: string) => {
    for (;;) {
      const { value, done } = await answers.next();
      if (done === true)
        throw new StackError('CSTACK-START', `The 8.8 engine ended: ${errors.trim().split('\n').at(-1) ?? ''}`);
      if (value === expected) return;
    }
  };

  await expectAnswer('ready');
  let last = Promise.resolve();
  return {
    grpcAddress: `grpc://127.0.0.1:${port}`,
    pid: child.pid,
    clock: {
      advance(milliseconds) {
        // One after the other, since the answers carry no name.
        last = last.then(async () => {
          child.stdin.write(`advance ${Math.round(milliseconds)}\n`);
          await expectAnswer('done');
        });
        return last;
      },
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
