import { Command } from 'commander';
import { z } from 'zod';
import { decisionSchema } from '../contracts/event-data.js';
import { approvalViewSchema } from '../approvals/approval-view.js';
import { callApi } from './api-client.js';

const page = z.object({ items: z.array(approvalViewSchema), nextCursor: z.string().nullable() });

/** `inbox`-like list and decisions for people who live in a terminal. */
export function approvalCommands(): Command {
  const approval = new Command('approval').description('what waits for a decision, and deciding it');
  approval
    .command('list')
    .description('my open approvals')
    .option('--all', 'those of everybody')
    .option('--json', 'print as JSON')
    .action(async (options: { all?: boolean; json?: boolean }) => {
      const { items } = await callApi(
        'GET',
        `/approvals?scope=${options.all === true ? 'all' : 'mine'}&limit=200`,
        page,
      );
      if (options.json === true) {
        console.log(JSON.stringify(items, null, 2));
        return;
      }
      for (const item of items)
        console.log(`${item.id}  ${item.domain.padEnd(12)} due ${item.dueAt}  ${item.changeTitle}`);
      if (items.length === 0) console.log('Nothing waits for you.');
    });
  for (const [name, decision] of [
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ] as const) {
    approval
      .command(name)
      .argument('<id>')
      .option('-m, --comment <text>', name === 'reject' ? 'the reason (required)' : 'a remark', '')
      .action(async (id: string, options: { comment: string }) => {
        const shown = await callApi('GET', `/approvals/${encodeURIComponent(id)}`, approvalViewSchema);
        await callApi('POST', `/approvals/${encodeURIComponent(id)}/decision`, decisionSchema, {
          decision,
          comment: options.comment,
          contentDigest: shown.contentDigest,
        });
        console.log(`${id} is ${decision}: ${shown.changeTitle}`);
      });
  }
  return approval;
}
