import { describe, expect, it } from 'vitest';
import type { FlowRunner } from '../harness/flow-runner.ts';
import { requiredApproval } from '../harness/good-day.ts';
import type { Row, Scenario } from '../harness/scenario.ts';
import { completes, throws, type Variables } from '../harness/scripted-answer.ts';
import { codeOf, grpcAlreadyExists } from '../harness/engine-client.ts';

const hours = (count: number) => count * 3_600_000;
const days = (count: number) => hours(24 * count);
const quality = (row: Partial<Row> = {}) => ({
  requiredApproval: requiredApproval({ domain: 'quality', stage: 1, ...row }),
});

/** Every path of bpmn/approval.bpmn. */
export function approvalSuite(flows: () => FlowRunner): void {
  describe('approval', () => {
    it('ends as approved when another door approved', async () => {
      const change = await flows().call('approval', quality());
      await change.reached('open-approval');
      await flows().decide(change, 'quality', 'approved');
      expect(await flows().ended(change)).toEqual(['open-approval', 'settle-decision', 'approval-given', 'returned']);
      const { variables } = await change.reached('settle-decision');
      expect(variables).toMatchObject({ approvalId: `${change.changeId}-A1`, decision: null, comment: null });
    });

    it.each(['rejected', 'withdrawn'] as const)('tells the calling flow when it was %s', async (decision) => {
      const change = await flows().call('approval', quality(), { decided: { quality: decision } });
      expect(await flows().ended(change)).toEqual([
        'open-approval',
        'settle-decision',
        'approval-rejected',
        'ended-as-rejected',
      ]);
    });

    it('counts a decision that was published before the task was open', async () => {
      const change = await flows().call('approval', quality(), { decided: { quality: 'approved' } });
      expect(await flows().ended(change)).toEqual(['open-approval', 'settle-decision', 'approval-given', 'returned']);
    });

    it('refuses a decision that is published twice, so that it settles once', async () => {
      const change = await flows().call('approval', quality());
      await flows().decide(change, 'quality', 'approved');
      const again = await flows()
        .sendDecision(await change.approval('quality'))
        .then(() => undefined, codeOf);
      expect(again).toBe(grpcAlreadyExists);
      expect(await flows().ended(change)).toEqual(['open-approval', 'settle-decision', 'approval-given', 'returned']);
    });

    it('shows the task to the accountable group, with its due date', async () => {
      const change = await flows().call('approval', quality(), { finishesTasks: true });
      const task = await change.task('decide');
      expect(task.candidateGroups).toEqual(['quality-approvers']);
      expect(Date.parse(String(task.dueDate))).toBe(Date.parse('2027-03-01T10:00:00.000Z'));
      await flows().decide(change, 'quality', 'approved');
      await flows().ended(change);
    });

    it('hands decision and comment of the Tasklist form to the step that records them', async () => {
      const change = await flows().call('approval', quality(), { finishesTasks: true });
      await flows().complete(await change.task('decide'), { decision: 'approved', comment: 'Well done' });
      expect(await flows().ended(change)).toEqual(['open-approval', 'settle-decision', 'approval-given', 'returned']);
      const { variables } = await change.reached('settle-decision');
      expect(variables).toMatchObject({ decision: 'approved', comment: 'Well done' });
    });

    it('hands the reason of a rejection in Tasklist on as its comment', async () => {
      const change = await flows().call('approval', quality(), { finishesTasks: true });
      await flows().complete(await change.task('decide'), { decision: 'rejected', rejectionReason: 'Too heavy' });
      expect(await flows().ended(change)).toContain('ended-as-rejected');
      const { variables } = await change.reached('settle-decision');
      expect(variables).toMatchObject({ decision: 'rejected', comment: 'Too heavy' });
    });

    it('opens the task again with the reason when the person may not decide, and forgets what he chose', async () => {
      const change = await flows().call('approval', quality(), {
        finishesTasks: true,
        script: {
          'approval.settle': [
            () => throws('DECISION_REFUSED', { reason: 'It is your own change.' }),
            () => throws('DECISION_REFUSED', { refusal: 'You are not in the group.' }),
            () => completes({ outcome: 'approved' }),
          ],
        },
      });
      await flows().complete(await change.task('decide'), { decision: 'approved', comment: 'Mine' });
      await flows().complete(await change.task('decide', 2), { decision: 'approved', comment: 'Mine too' });
      await change.task('decide', 3);
      await flows().decide(change, 'quality', 'approved');
      expect(await flows().ended(change)).toEqual([
        'open-approval',
        'settle-decision',
        'settle-decision',
        'settle-decision',
        'approval-given',
        'returned',
      ]);
      expect((await change.reached('settle-decision', 2)).variables).toMatchObject({
        refusal: 'It is your own change.',
      });
      expect((await change.reached('settle-decision', 3)).variables).toMatchObject({
        refusal: 'You are not in the group.',
        decision: null,
        comment: null,
      });
    });

    it('shows something even when a refusal gives no reason', async () => {
      const change = await flows().call('approval', quality(), {
        finishesTasks: true,
        script: { 'approval.settle': [() => throws('DECISION_REFUSED'), () => completes({ outcome: 'approved' })] },
      });
      await flows().complete(await change.task('decide'), { decision: 'approved' });
      await change.task('decide', 2);
      await flows().decide(change, 'quality', 'approved');
      await flows().ended(change);
      const { variables } = await change.reached('settle-decision', 2);
      expect(variables).toMatchObject({ refusal: 'You may not decide this approval.' });
    });

    it('reminds in the rhythm of the table until it is decided', async () => {
      const change = await waiting(quality({ remindEvery: 'PT8H', dueIn: 'P30D' }));
      await flows().engine.advance(hours(8));
      await change.reached('approver-reminded');
      await flows().engine.advance(hours(8));
      await change.reached('approver-reminded', 2);
      await flows().decide(change, 'quality', 'approved');
      expect(await flows().ended(change)).toEqual([
        'open-approval',
        ...['remind-approver', 'approver-reminded'],
        ...['remind-approver', 'approver-reminded'],
        ...['settle-decision', 'approval-given', 'returned'],
      ]);
    });

    it('escalates when the due time has passed and twice more, and still takes the decision', async () => {
      const change = await waiting(quality({ dueIn: 'P2D', remindEvery: 'P300D' }));
      for (const time of [1, 2, 3]) {
        await flows().engine.advance(days(2));
        await change.reached('approval-escalated', time);
      }
      await reminderAfter(days(2));
      await flows().decide(change, 'quality', 'approved');
      expect(await flows().ended(change)).toEqual([
        'open-approval',
        ...['escalate-approval', 'approval-escalated'],
        ...['escalate-approval', 'approval-escalated'],
        ...['escalate-approval', 'approval-escalated'],
        ...['settle-decision', 'approval-given', 'returned'],
      ]);
    });

    it('neither reminds nor escalates before the time', async () => {
      const change = await waiting(quality({ dueIn: 'P1D', remindEvery: 'P1D' }));
      await reminderAfter(hours(23));
      await flows().decide(change, 'quality', 'approved');
      expect(await flows().ended(change)).toEqual(['open-approval', 'settle-decision', 'approval-given', 'returned']);
    });

    /** An approval whose task is open, so that its timers run. */
    async function waiting(variables: Variables): Promise<Scenario> {
      const change = await flows().call('approval', variables, { finishesTasks: true });
      await change.task('decide');
      return change;
    }

    /** Moves the clock and waits for another approval's reminder at that moment: every earlier timer has fired by then. */
    async function reminderAfter(milliseconds: number): Promise<void> {
      const other = await waiting(quality({ remindEvery: `PT${milliseconds / 1_000}S`, dueIn: 'P300D' }));
      await flows().engine.advance(milliseconds);
      await other.reached('approver-reminded');
      await flows().decide(other, 'quality', 'approved');
      await flows().ended(other);
    }
  });
}
