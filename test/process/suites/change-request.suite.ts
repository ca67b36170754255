import { describe, expect, it } from 'vitest';
import type { FlowRunner } from '../harness/flow-runner.ts';
import { holds, throws, type Variables } from '../harness/scripted-answer.ts';

const intake = ['validate-change', 'select-approvals', 'register-change'];
const given = ['open-approval', 'settle-decision', 'approval-given', 'stage-complete'];
const implemented = ['release-in-plm', 'place-order', 'complete-in-qms', 'change-implemented'];
const done = ['approve-change', ...implemented, 'conclude-implemented', 'change-implemented'];
const undone = ['unregister-change', 'conclude-stopped'];
const withdrawn = ['unregister-withdrawn', 'conclude-withdrawn', 'change-withdrawn'];

const oneStage = [{ domain: 'quality', stage: 1 }];
const twoStages = [...oneStage, { domain: 'procurement', stage: 2 }];
const parallel = [{ domain: 'engineering', stage: 1 }, ...twoStages];
const allApproved = { quality: 'approved', engineering: 'approved', procurement: 'approved' } as const;

/** Every path of bpmn/change-request.bpmn. */
export function changeRequestSuite(flows: () => FlowRunner): void {
  describe('change-request', () => {
    it('goes stage by stage from submission to implementation', async () => {
      const change = await flows().submit({ required: twoStages, decided: allApproved });
      expect(await flows().ended(change)).toEqual([...intake, ...given, ...given, ...done]);
      expect((await change.reached('conclude-implemented')).variables).toMatchObject({ outcome: 'implemented' });
    });

    it('takes the stages in the order of their numbers, not of the table', async () => {
      const change = await flows().submit({
        required: [
          { domain: 'finance', stage: 3 },
          { domain: 'quality', stage: 1 },
          { domain: 'procurement', stage: 2 },
        ],
        decided: { ...allApproved, finance: 'approved' },
      });
      await flows().ended(change);
      expect([...change.approvalIds.keys()]).toEqual(['quality', 'procurement', 'finance']);
    });

    it('opens all approvals of a stage at once, and the next stage when all of them are given', async () => {
      const change = await flows().submit({ required: parallel });
      await change.approval('quality');
      await change.approval('engineering');
      await flows().decide(change, 'quality', 'approved');
      await change.reached('approval-given');
      expect([...change.approvalIds.keys()]).not.toContain('procurement');
      await flows().decide(change, 'engineering', 'approved');
      await flows().decide(change, 'procurement', 'approved');
      expect((await flows().ended(change)).slice(-done.length)).toEqual(done);
      expect(change.path().filter((step) => step === 'stage-complete')).toHaveLength(2);
    });

    it('needs no approval when the table asks for none', async () => {
      const change = await flows().submit({ required: [] });
      expect(await flows().ended(change)).toEqual([...intake, ...done]);
    });

    it('hands on that nothing must be bought', async () => {
      const change = await flows().submit({ required: [], purchaseNeeded: false });
      expect(await flows().ended(change)).toEqual([...intake, ...done.filter((step) => step !== 'place-order')]);
    });

    const invalid: readonly { said: Variables; told: string }[] = [
      { said: { reason: 'Item 4711 is unknown.' }, told: 'Item 4711 is unknown.' },
      { said: {}, told: 'The change is not valid.' },
    ];

    it.each(invalid)('concludes a change that is not valid as rejected: $told', async ({ said, told }) => {
      const change = await flows().submit({ script: { 'change.validate': [() => throws('CHANGE_INVALID', said)] } });
      expect(await flows().ended(change)).toEqual(['validate-change', 'conclude-invalid', 'change-not-valid']);
      expect((await change.reached('conclude-invalid')).variables).toMatchObject({ outcome: 'rejected', reason: told });
    });

    it('ends the other approvals of the stage and takes the registration back when one is rejected', async () => {
      const change = await flows().submit({ required: parallel, decided: { engineering: 'rejected' } });
      await change.approval('quality');
      const path = await flows().ended(change);
      expect(path.filter((step) => step === 'open-approval')).toHaveLength(2);
      expect(path.filter((step) => step === 'settle-decision')).toHaveLength(1);
      expect(path.slice(-4)).toEqual(['approval-rejected', ...undone, 'change-rejected']);
      expect((await change.reached('conclude-stopped')).variables).toMatchObject({ outcome: 'rejected' });
    });

    it('takes the registration back when an approval of the second stage is rejected', async () => {
      const change = await flows().submit({
        required: twoStages,
        decided: { ...allApproved, procurement: 'rejected' },
      });
      expect(await flows().ended(change)).toEqual([
        ...intake,
        ...given,
        ...['open-approval', 'settle-decision', 'approval-rejected'],
        ...undone,
        'change-rejected',
      ]);
    });

    it('stays withdrawn when it was withdrawn at the moment of its approval', async () => {
      const change = await flows().submit({
        required: oneStage,
        decided: allApproved,
        script: { 'change.approve': [() => throws('CHANGE_WITHDRAWN')] },
      });
      expect(await flows().ended(change)).toEqual([
        ...intake,
        ...given,
        'approve-change',
        ...undone,
        'change-withdrawn-late',
      ]);
      expect((await change.reached('conclude-stopped')).variables).toMatchObject({ outcome: 'withdrawn' });
    });

    it('takes the registration back when the implementation fails', async () => {
      const change = await flows().submit({
        required: oneStage,
        decided: allApproved,
        script: { 'windchill.release-change': [() => throws('SYSTEM_REFUSED')] },
      });
      expect(await flows().ended(change)).toEqual([
        ...intake,
        ...given,
        ...['approve-change', 'release-in-plm', 'implementation-failed'],
        ...undone,
        'change-failed',
      ]);
      expect((await change.reached('conclude-stopped')).variables).toMatchObject({ outcome: 'failed' });
    });

    it.each([
      { phase: 'it is checked', type: 'change.validate', at: ['validate-change'] },
      { phase: 'its approvals are selected', type: 'governance.select-approvals', at: intake.slice(0, 2) },
      { phase: 'it is registered', type: 'change.register', at: intake },
      { phase: 'an approval is opened', type: 'approval.open', at: [...intake, 'open-approval'] },
      { phase: 'a decision is settled', type: 'approval.settle', at: [...intake, ...given.slice(0, 2)] },
      { phase: 'it is being approved', type: 'change.approve', at: [...intake, ...given, ...given, 'approve-change'] },
    ])('ends as withdrawn while $phase', async ({ type, at }) => {
      const change = await flows().submit({
        required: twoStages,
        decided: allApproved,
        script: { [type]: [holds] },
      });
      await change.reached(String(at.at(-1)));
      await flows().withdraw(change);
      expect(await flows().ended(change)).toEqual([...at, ...withdrawn]);
      expect((await change.reached('conclude-withdrawn')).variables).toMatchObject({ outcome: 'withdrawn' });
    });

    it.each([
      { stage: 1, at: [...intake, 'open-approval'] },
      { stage: 2, at: [...intake, ...given, 'open-approval'] },
    ])('ends as withdrawn while the people of stage $stage decide', async ({ stage, at }) => {
      const change = await flows().submit({
        required: twoStages,
        ...(stage === 2 ? { decided: { quality: 'approved' } } : {}),
      });
      await change.answered('open-approval', at.filter((step) => step === 'open-approval').length);
      await flows().withdraw(change);
      expect(await flows().ended(change)).toEqual([...at, ...withdrawn]);
    });

    it('ends as withdrawn when the withdrawal comes before its flow begins', async () => {
      const change = flows().prepare({ required: oneStage });
      await flows().withdraw(change);
      await flows().sendSubmission(change);
      expect((await flows().ended(change)).slice(-withdrawn.length)).toEqual(withdrawn);
    });

    it('runs one flow for a change, however often its submission is sent', async () => {
      const change = await flows().submit({ required: oneStage });
      await change.approval('quality');
      await expect(flows().sendSubmission(change)).rejects.toMatchObject({ code: 6 });
      await flows().sendSubmission(change, 'another message');
      await flows().decide(change, 'quality', 'approved');
      await change.reached('conclude-implemented');
      expect(change.path()).toEqual([...intake, ...given, ...done.slice(0, -1)]);
    });
  });
}
