import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JOB_CONTRACTS } from '../../src/contracts/job-contracts.ts';
import { elementsOf, type Element } from './harness/elements.ts';
import { readModels, ruleIds } from './harness/models.ts';

const flows = await Promise.all(
  readModels('bpmn/*.bpmn').map(async (file) => ({
    ...file,
    id: path.basename(file.name, '.bpmn'),
    elements: await elementsOf(file),
  })),
);
const elements = flows.flatMap((flow) => flow.elements);
const contracts = new Map(JOB_CONTRACTS.map((contract) => [contract.type, contract]));
const jobs = elements.filter((element): element is Element & { jobType: string } => element.jobType !== undefined);
const attachedTo = (id: string) => elements.filter((element) => element.attachedTo === id);

describe('the models', () => {
  it.each(flows)('$name holds the process of its name, for Camunda 8.6', ({ id, xml }) => {
    expect(xml).toContain(`<bpmn:process id="${id}"`);
    expect(xml).toContain('modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0"');
  });

  it.each(flows)('$name says of every element what it is for', ({ elements }) => {
    const silent = elements.filter(
      ({ type, documentation }) => /Event$|Task$|Gateway$|Activity$|SubProcess$/.test(type) && documentation === '',
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it.each(flows)('$name shows every element and every line in its diagram', ({ elements, xml }) => {
    expect(elements.filter(({ id }) => !xml.includes(`bpmnElement="${id}"`))).toEqual([]);
  });

  it('ask for exactly the jobs that have a contract', () => {
    expect([...new Set(jobs.map(({ jobType }) => jobType))].toSorted()).toEqual([...contracts.keys()].toSorted());
  });

  it('catch exactly the errors that a job may throw', () => {
    const errorsOf = (id: string) => attachedTo(id).flatMap(({ errorCode }) => errorCode ?? []);
    const wrong = jobs.filter(
      ({ id, jobType }) =>
        errorsOf(id).toSorted().join() !== [...(contracts.get(jobType)?.errors ?? [])].toSorted().join(),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('undo each job by the one that its contract names', () => {
    const undoing = (id: string) => {
      const events = attachedTo(id)
        .filter(({ isCompensation }) => isCompensation)
        .map((event) => event.id);
      const handler = elements.find(({ source }) => source !== undefined && events.includes(source))?.target;
      return jobs.find((job) => job.id === handler)?.jobType;
    };
    for (const { id, jobType } of jobs) expect([id, undoing(id)]).toEqual([id, contracts.get(jobType)?.compensatedBy]);
  });

  it('ask of people only what a form of that name shows', () => {
    const forms = readModels('forms/*.form').map(({ name, xml }) => ({
      file: path.basename(name, '.form'),
      id: z.object({ id: z.string() }).parse(JSON.parse(xml)).id,
    }));
    expect(forms.filter(({ file, id }) => file !== id)).toEqual([]);
    const asked = elements.filter(({ type }) => type === 'bpmn:UserTask').map(({ formId }) => formId);
    expect(asked.toSorted()).toEqual(forms.map(({ id }) => id).toSorted());
  });

  it.each(readModels('dmn/*.dmn'))('$name holds one decision, named like its file', ({ name, xml }) => {
    const camelCase = path.basename(name, '.dmn').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect([...xml.matchAll(/<decision id="([^"]+)"/g)].map(([, id]) => id)).toEqual([camelCase]);
  });

  it('are all told of in docs/models.md, every rule in the order of its table', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/models.md'), 'utf8');
    const files = [...flows, ...readModels('dmn/*.dmn'), ...readModels('forms/*.form')].map(({ name }) => name);
    expect(files.filter((name) => !page.includes(`/${name})`))).toEqual([]);
    const told = [...page.matchAll(/^\| ([A-Z0-9-]+) \|/gm)].map(([, rule]) => rule);
    const tables = readModels('dmn/*.dmn');
    expect(told).toEqual([
      ...tables.flatMap(ruleIds('selectApprovals')),
      ...tables.flatMap(ruleIds('routeNotification')),
    ]);
  });
});
