import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { changeViewSchema, timelineSchema } from '../changes/change-view.js';
import { callApi } from './api-client.js';

/** `change submit`, `change show`, `change timeline`. */
export function changeCommands(): Command {
  const change = new Command('change').description('submit a change and see where it stands');
  change
    .command('submit')
    .description('submit the change in a JSON file (see examples/changes)')
    .argument('<file>')
    .option('--draft', 'keep it as a draft')
    .action(async (file: string, options: { draft?: boolean }) => {
      const content: unknown = JSON.parse(await readFile(file, 'utf8'));
      const submitted = await callApi(
        'POST',
        options.draft === true ? '/changes?draft=true' : '/changes',
        changeViewSchema,
        content,
      );
      console.log(`${submitted.id} ${submitted.state}: ${submitted.title}`);
    });
  change
    .command('show')
    .argument('<id>')
    .option('--json', 'print it whole as JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const view = await callApi('GET', `/changes/${encodeURIComponent(id)}`, changeViewSchema);
      if (options.json === true) {
        console.log(JSON.stringify(view, null, 2));
        return;
      }
      console.log(`${view.id} ${view.state}: ${view.title}`);
      for (const approval of view.approvals) {
        const by =
          approval.decision === null
            ? `due ${approval.dueAt}`
            : `by ${approval.decision.byName} via ${approval.decision.via}`;
        console.log(`  ${approval.id} ${approval.domain} (${approval.owningSystem}): ${approval.state}, ${by}`);
      }
    });
  change
    .command('timeline')
    .argument('<id>')
    .action(async (id: string) => {
      const { items } = await callApi('GET', `/changes/${encodeURIComponent(id)}/timeline`, timelineSchema);
      for (const { at, kind, actorName, via } of items)
        console.log(`${at}  ${kind.padEnd(32)} ${actorName}${via === null ? '' : ` via ${via}`}`);
    });
  return change;
}
