import { readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { startOrJoinStack } from '../stack/stack.ts';
import { PersonAtWork } from './people.ts';
import { afterEscalation, inArena, inSlack, inTasklist, inTheWeb, type Scene } from './scenes.ts';
import type { Stand } from '../stack/stand.ts';
import { TimelinePrinter } from './timeline-printer.ts';

const stack = await startOrJoinStack();
const { stand } = stack;

const moveClock = async (ms: number): Promise<void> => {
  console.log(`    … the engine's clock moves ${(ms / 3_600_000).toFixed(1)} hours ahead`);
  await setEngineClock(stand, Date.now() + ms);
};

const scenes: Scene[] = [
  {
    title: 'An engineering change with cost, decided in Arena, Tasklist and Slack',
    file: 'engineering-change.json',
    requester: 'requester-1',
    decisions: [
      { domain: 'quality', door: inArena('quality-1') },
      { domain: 'engineering', door: inTasklist('engineering-1', 'approved', 'Checked against the assembly drawing.') },
      { domain: 'procurement', door: inSlack('procurement-1') },
    ],
    expected: 'implemented',
    proof: ['approval.decided', 'owning-system.decision-written', 'owning-system.implemented', 'change.implemented'],
  },
  {
    title: 'A document revision, decided on the web',
    file: 'document-revision.json',
    requester: 'requester-2',
    decisions: [{ domain: 'quality', door: inTheWeb('quality-2') }],
    expected: 'implemented',
    proof: ['approval.decided', 'change.implemented'],
  },
  {
    title: 'A supplier change that procurement rejects in Slack: what was registered is taken back',
    file: 'supplier-change.json',
    requester: 'requester-1',
    decisions: [
      { domain: 'quality', door: inTheWeb('quality-1') },
      {
        domain: 'procurement',
        door: inSlack('procurement-2', 'rejected', 'The second source has no capacity before May.'),
      },
    ],
    expected: 'rejected',
    proof: ['owning-system.registered', 'approval.withdrawn', 'owning-system.reverted', 'change.rejected'],
  },
  {
    title: 'A corrective action that nobody answers in time: it escalates, and the manager decides',
    file: 'corrective-action.json',
    requester: 'requester-2',
    decisions: [
      { domain: 'engineering', door: inTheWeb('engineering-2') },
      {
        domain: 'quality',
        door: afterEscalation(moveClock, inTheWeb('manager-1', 'approved', 'Decided for the quality group.')),
      },
    ],
    expected: 'implemented',
    proof: ['approval.escalated', 'change.implemented'],
  },
];

let failures = 0;
try {
  for (const scene of scenes) {
    if (!(await play(scene))) failures += 1;
  }
  if (!(await ledgerHolds())) failures += 1;
} finally {
  await resetEngineClock(stand);
  await stack.leave();
}
console.log(
  failures === 0
    ? '\nEvery change ended as expected and the ledger holds.'
    : `\n${failures} of the steps did not end as expected.`,
);
process.exitCode = failures === 0 ? 0 : 1;

async function play(scene: Scene): Promise<boolean> {
  console.log(`\n■ ${scene.title}`);
  const requester = await PersonAtWork.signIn(stand.publicUrl, scene.requester);
  const content: unknown = JSON.parse(
    await readFile(new URL(`../examples/changes/${scene.file}`, import.meta.url), 'utf8'),
  );
  const change = await requester.submit(content);
  const printer = new TimelinePrinter(requester, change.id);
  printer.start();
  try {
    for (const { domain, door } of scene.decisions) await door(stand, change, domain, requester);
    await requester.waitForState(change.id, scene.expected, { timeoutMs: 120_000 });
    await resetEngineClock(stand);
    const kinds = new Set((await printer.finish()).map(({ kind }) => kind));
    const missing = scene.proof.filter((kind) => !kinds.has(kind));
    if (missing.length > 0) throw new Error(`the ledger does not show: ${missing.join(', ')}`);
    console.log(`  ✔ ${change.id} is ${scene.expected}`);
    return true;
  } catch (error) {
    await printer.finish();
    console.log(`  ✘ ${change.id}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Pins the engine's time (Zeebe's clock API, there when the broker runs with a controlled clock). */
async function setEngineClock(target: Stand, timestamp: number): Promise<void> {
  const response = await fetch(`${target.camundaRestUrl}/v2/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timestamp }),
  });
  if (!response.ok) throw new Error(`The engine's clock could not be moved: status ${response.status}.`);
}

async function resetEngineClock(target: Stand): Promise<void> {
  const response = await fetch(`${target.camundaRestUrl}/v2/clock/reset`, { method: 'POST' });
  if (!response.ok) throw new Error(`The engine's clock could not be set back: status ${response.status}.`);
}

async function ledgerHolds(): Promise<boolean> {
  console.log('\n■ Verifying the ledger');
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/src/cli/countersign.js', 'ledger', 'verify'], {
      stdio: 'inherit',
      env: { ...process.env, DATABASE_URL: stack.databaseUrl },
    });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  return code === 0;
}
