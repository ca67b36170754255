import { people } from '../simulators/shared/people.ts';
import { messageOf, StackError } from './errors.ts';
import { startStack, type Stack } from './stack.ts';
import { readSettings } from './settings.ts';
import { StepPrinter } from './step-printer.ts';

const started = Date.now();
const printer = new StepPrinter();
const abort = new AbortController();
const ended = () => abort.signal.aborted;
let stack: Stack | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
// The bootstrap that started this process was killed: nobody could stop the stack with Ctrl-C any more.
process.on('disconnect', () => void end(0));

try {
  stack = await startStack(readSettings(), {
    printer,
    signal: abort.signal,
    onGaveUp: (name, reason) => {
      printer.note(`✖ ${name} could not be kept alive: ${reason}.`);
      void end(1);
    },
  });
  if (ended()) await stop(stack, 0);
  printer.note(summary(stack));
} catch (error) {
  printer.end();
  if (!ended()) report(error);
  process.exit(ended() ? 0 : 1);
}

/** Ends everything, once. While starting, the start itself stops what it has started. */
async function end(code: number): Promise<void> {
  if (ended()) return;
  abort.abort();
  if (stack !== undefined) await stop(stack, code);
}

async function stop(running: Stack, code: number): Promise<void> {
  await running.stop();
  process.exit(code);
}

function report(error: unknown): void {
  const code = error instanceof StackError ? ` (${error.code}, see docs/runbooks/local-stack.md)` : '';
  const [first = '', ...rest] = messageOf(error).split('\n');
  console.error([`✖ ${first}${code}`, ...rest.map((line) => `  ${line}`)].join('\n'));
}

function summary({ urls }: Stack): string {
  const passwords = [...new Set(people.map(({ password }) => password))].join(', ');
  const rows = [
    ['Countersign', urls.platform],
    ['API', `${urls.platform}/api/docs`],
    ['Tasklist', urls.tasklist],
    ['Operate', urls.operate],
    ['Mailbox', urls.mailbox],
    ['Slack', urls.slack],
    ['Arena', urls.arena],
    ['Windchill', urls.windchill],
    ['ERPNext', urls.erpnext],
  ];
  return [
    '',
    `Ready after ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl-C or npm stop ends it.`,
    '',
    ...rows.map(([name = '', url]) => `  ${name.padEnd(12)} ${url}`),
    '',
    `  Sign in as ${people.map(({ id }) => id).join(', ')}`,
    `  with the password: ${passwords}`,
    '',
  ].join('\n');
}
