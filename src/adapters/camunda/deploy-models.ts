import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { JOB_CONTRACTS } from '../../contracts/job-contracts.js';
import { PermanentError, TransientError } from '../../domain/errors.js';
import { modelFolder, readJobUses } from './bpmn-job-types.js';
import type { CamundaClient } from './camunda-client.js';
import { modelProblems } from './model-problems.js';

/** Forms first and processes last: a process then starts with what it refers to already there. */
const KINDS = ['forms', 'dmn', 'bpmn'] as const;
const EXTENSIONS = { forms: '.form', dmn: '.dmn', bpmn: '.bpmn' } as const;

interface Model {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly content: Buffer;
}

export interface DeployedModel {
  readonly file: string;
  readonly id: string;
  readonly version: number;
  readonly key: string;
}

const deploymentSchema = z.object({
  deployments: z.array(
    z.object({
      process: z.object({ bpmnProcessId: z.string(), version: z.number(), processDefinitionKey: z.string() }).nullish(),
      decision: z.object({ dmnDecisionId: z.string(), version: z.number(), decisionKey: z.string() }).nullish(),
      form: z.object({ formId: z.string(), version: z.number(), formKey: z.string() }).nullish(),
    }),
  ),
});

/**
 * Deploys forms, tables and diagrams, each by its own call, and reports each as it is done. Unchanged ones keep their version.
 * Nothing is deployed when a diagram asks for a job type without contract: PermanentError MODEL_INVALID lists them all.
 */
export async function deployModels(camunda: CamundaClient, report: (model: DeployedModel) => void): Promise<void> {
  const problems = modelProblems(await readJobUses(), JOB_CONTRACTS);
  if (problems.length > 0)
    throw new PermanentError('MODEL_INVALID', `The diagrams were not deployed:\n${problems.join('\n')}`);
  for (const model of await readModels()) {
    for (const deployed of await deploy(camunda, model)) report(deployed);
  }
}

async function readModels(): Promise<Model[]> {
  const models: Model[] = [];
  for (const kind of KINDS) {
    const folder = modelFolder(kind);
    const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSIONS[kind])).sort();
    for (const name of names) models.push({ kind, name, content: await readFile(path.join(folder, name)) });
  }
  return models;
}

async function deploy(camunda: CamundaClient, { kind, name, content }: Model): Promise<DeployedModel[]> {
  const resource = { forms: { form: content }, dmn: { decision: content }, bpmn: { process: content } }[kind];
  const answer = await camunda.command(`deployment of ${name}`, (zeebe) =>
    zeebe.deployResource({ ...resource, name } as never),
  );
  return deploymentSchema.parse(answer).deployments.flatMap(({ process, decision, form }) => {
    if (process)
      return [{ file: name, id: process.bpmnProcessId, version: process.version, key: process.processDefinitionKey }];
    if (decision)
      return [{ file: name, id: decision.dmnDecisionId, version: decision.version, key: decision.decisionKey }];
    if (form) return [{ file: name, id: form.formId, version: form.version, key: form.formKey }];
    return [];
  });
}

/** Repeats while the engine is not there yet, at most `limitMs`; refusals end it at once. */
export async function retryWhileUnavailable<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransientError) || Date.now() >= end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
