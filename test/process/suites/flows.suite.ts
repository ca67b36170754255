import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestEngine } from '../engines/test-engine.ts';
import { FlowRunner } from '../harness/flow-runner.ts';
import { readModels, stepsAndEnds } from '../harness/models.ts';
import { approvalSuite } from './approval.suite.ts';
import { changeRequestSuite } from './change-request.suite.ts';
import { implementChangeSuite } from './implement-change.suite.ts';
import { routeNotificationSuite } from './route-notification.suite.ts';
import { selectApprovalsSuite } from './select-approvals.suite.ts';

/** Nothing follows the completion in Arena yet, so nothing can ask for it to be undone. */
const outOfReach = ['implement-change/reopen-in-qms'];

/** All flows and tables on one engine. */
export function describeFlows(name: string, startEngine: () => Promise<TestEngine>): void {
  describe(`the models on ${name}`, () => {
    let engine: TestEngine | undefined;
    let runner: FlowRunner | undefined;
    const flows = (): FlowRunner => {
      if (runner === undefined) throw new Error('The engine is not started.');
      return runner;
    };

    // The first run fetches the engine.
    beforeAll(async () => {
      engine = await startEngine();
      runner = await FlowRunner.start(engine);
    }, 600_000);

    afterAll(async () => {
      await runner?.stop();
      await engine?.stop();
    }, 60_000);

    selectApprovalsSuite(flows);
    routeNotificationSuite(flows);
    implementChangeSuite(flows);
    changeRequestSuite(flows);
    // Last, since it moves the clock by weeks.
    approvalSuite(flows);

    it('came to every step and every end of every flow', () => {
      const missed = readModels('bpmn/*.bpmn')
        .flatMap(stepsAndEnds)
        .filter((element) => !flows().visited.has(element));
      expect(missed).toEqual(outOfReach);
    });
  });
}
