import { describe, expect, it } from 'vitest';
import type { FlowRunner } from '../harness/flow-runner.ts';
import { completes, throws, type Script } from '../harness/scripted-answer.ts';

const refuses: Script = [() => throws('SYSTEM_REFUSED')];
const cannotUndo = (step: string, system: string): Script => [
  () => completes({ compensationFailures: [{ step, system, reason: 'It is closed.' }] }),
];

/** Every path of bpmn/implement-change.bpmn. */
export function implementChangeSuite(flows: () => FlowRunner): void {
  describe('implement-change', () => {
    it('releases, orders and completes', async () => {
      const change = await flows().call('implement-change', { purchaseNeeded: true });
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'place-order', 'complete-in-qms'],
        ...['change-implemented', 'returned'],
      ]);
    });

    it('places no order when nothing must be bought', async () => {
      const change = await flows().call('implement-change', { purchaseNeeded: false });
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'complete-in-qms'],
        ...['change-implemented', 'returned'],
      ]);
    });

    it('undoes nothing when the release is refused', async () => {
      const change = await flows().call(
        'implement-change',
        { purchaseNeeded: true },
        { script: { 'windchill.release-change': refuses } },
      );
      expect(await flows().ended(change)).toEqual(['release-in-plm', 'implementation-failed', 'ended-as-failed']);
    });

    it('undoes the release when the order is refused', async () => {
      const change = await flows().call(
        'implement-change',
        { purchaseNeeded: true },
        { script: { 'erp.place-order': refuses } },
      );
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'place-order'],
        ...['reopen-in-plm', 'implementation-failed', 'ended-as-failed'],
      ]);
    });

    it('undoes the order and only then the release when the completion is refused', async () => {
      const change = await flows().call(
        'implement-change',
        { purchaseNeeded: true },
        { script: { 'arena.complete-change': refuses } },
      );
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'place-order', 'complete-in-qms'],
        ...['cancel-order', 'reopen-in-plm', 'implementation-failed', 'ended-as-failed'],
      ]);
    });

    it('goes past the order that was never placed when the completion is refused', async () => {
      const change = await flows().call(
        'implement-change',
        { purchaseNeeded: false },
        { script: { 'arena.complete-change': refuses } },
      );
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'complete-in-qms'],
        ...['reopen-in-plm', 'implementation-failed', 'ended-as-failed'],
      ]);
    });

    const leftovers: readonly { left: string; script: Readonly<Record<string, Script>>; steps: readonly string[] }[] = [
      {
        left: 'the order',
        script: { 'erp.cancel-order': cannotUndo('cancel-order', 'erpnext') },
        steps: ['cancel-order'],
      },
      {
        left: 'the release',
        script: { 'windchill.reopen-change': cannotUndo('reopen', 'windchill') },
        steps: ['reopen'],
      },
      {
        left: 'both',
        script: {
          'erp.cancel-order': cannotUndo('cancel-order', 'erpnext'),
          'windchill.reopen-change': cannotUndo('reopen', 'windchill'),
        },
        steps: ['cancel-order', 'reopen'],
      },
    ];

    it.each(leftovers)('asks an operator when $left could not be undone', async ({ script, steps }) => {
      const change = await flows().call(
        'implement-change',
        { purchaseNeeded: true },
        { finishesTasks: true, script: { 'arena.complete-change': refuses, ...script } },
      );
      const task = await change.task('resolve-by-hand');
      expect(task.candidateGroups).toEqual(['operators']);
      await flows().complete(task, { resolution: 'Closed it in the system.' });
      expect(await flows().ended(change)).toEqual([
        ...['release-in-plm', 'place-order', 'complete-in-qms'],
        ...['cancel-order', 'reopen-in-plm', 'implementation-resolved', 'ended-as-failed'],
      ]);
      const { variables } = await change.reached('implementation-resolved');
      expect(variables.compensationFailures).toMatchObject(steps.map((step) => ({ step })));
    });
  });
}
