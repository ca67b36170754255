import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { confirmDevice } from '../../simulators/identity-provider/sign-in.ts';
import { runningStack } from './stack.ts';

const stack = runningStack();
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** One person's command line: the first command signs him in by device code, which he confirms in a browser. */
function commandLineOf(personId: string) {
  const config = mkdtempSync(path.join(tmpdir(), 'countersign-cli-'));
  folders.push(config);
  return (...args: string[]): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['dist/src/cli/countersign.js', ...args], {
        env: { ...process.env, ...stack.env, XDG_CONFIG_HOME: config },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        const link = /Sign in at (\S+)/.exec(text)?.[1];
        if (link === undefined) output += text;
        else confirmDevice(link, personId).catch(reject);
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output }));
    });
}

describe('the command line', () => {
  it('submits a change as the person who confirmed the device, and lets another one decide it', async () => {
    const requester = commandLineOf('requester-1');
    const submitted = await requester('change', 'submit', 'examples/changes/document-revision.json');
    const id = /^(CR-\d{4}-\d{6}) in_review/m.exec(submitted.output)?.[1];
    expect(id, submitted.output).toBeDefined();

    const approver = commandLineOf('quality-1');
    await expect
      .poll(async () => (await approver('approval', 'list')).output, { timeout: 60_000, interval: 1_000 })
      .toContain(`${id}-A1`);
    expect((await approver('approval', 'reject', `${id}-A1`)).output).toContain('a reason');
    expect(await approver('approval', 'reject', `${id}-A1`, '-m', 'The figure is missing.')).toMatchObject({ code: 0 });
    await expect
      .poll(async () => (await requester('change', 'show', String(id))).output, { timeout: 60_000, interval: 1_000 })
      .toMatch(/rejected[\s\S]*by Quality Approver 1 via api/);
  });

  it('verifies the ledger, and says so with its exit code', async () => {
    const { code, output } = await commandLineOf('auditor-1')('ledger', 'verify');
    expect(output).toContain('the ledger holds');
    expect(code).toBe(0);
  });

  it('says in one line what is wrong, without a stack trace', async () => {
    const { code, output } = await commandLineOf('requester-1')('change', 'submit', 'package.json');
    expect(code).toBe(1);
    expect(output).toContain('Correct the named fields');
    expect(output).not.toContain('    at ');
  });
});
