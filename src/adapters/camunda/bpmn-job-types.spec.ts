import { describe, expect, it } from 'vitest';
import { openApproval } from '../../contracts/approval.open.contract.js';
import { jobUsesOf } from './bpmn-job-types.js';
import { modelProblems } from './model-problems.js';

const diagram = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">${content}</bpmn:process>
</bpmn:definitions>`;
const task = (id: string, type: string) =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements></bpmn:serviceTask>`;

describe('the job types of a diagram', () => {
  it('are found in tasks, in nested sub-processes and in listeners, with their elements', async () => {
    const listener = `<bpmn:userTask id="decide"><bpmn:extensionElements><zeebe:executionListeners>
      <zeebe:executionListener eventType="start" type="listened" /></zeebe:executionListeners></bpmn:extensionElements></bpmn:userTask>`;
    const xml = diagram(
      `${task('first', 'a')}<bpmn:subProcess id="inner">${task('second', 'b')}</bpmn:subProcess>${listener}`,
    );
    expect(await jobUsesOf('x.bpmn', xml)).toEqual([
      { jobType: 'a', file: 'x.bpmn', elementId: 'first' },
      { jobType: 'b', file: 'x.bpmn', elementId: 'second' },
      { jobType: 'listened', file: 'x.bpmn', elementId: 'decide' },
    ]);
  });

  it('are refused before deployment when there is no contract for them, or when they are expressions', async () => {
    const xml = diagram(
      task('good', 'approval.open') + task('typo', 'approval.opne') + task('dynamic', '=system + &quot;.open&quot;'),
    );
    expect(modelProblems(await jobUsesOf('x.bpmn', xml), [openApproval])).toEqual([
      'x.bpmn: typo asks for job type "approval.opne", for which there is no contract in src/contracts.',
      'x.bpmn: the job type of dynamic is an expression (=system + ".open"). Write the type itself, so that it can be checked.',
    ]);
  });
});
