import { Injectable } from '@nestjs/common';
import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import { PermanentError, TransientError } from '../../domain/errors.js';
import {
  ProcessEngine,
  type DecisionRequest,
  type DecisionResult,
  type EngineMessage,
} from '../../ports/process-engine.port.js';
import { CamundaClient, type Zeebe } from './camunda-client.js';
import { statusOf } from './engine-errors.js';

/** JSON in gRPC's string fields. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const matchedRuleSchema = z.object({
  ruleIndex: z.number(),
  evaluatedOutputs: z.array(z.object({ outputName: z.string(), outputValue: json })),
});
type MatchedRule = z.output<typeof matchedRuleSchema>;

const evaluationSchema = z.object({
  decisionKey: z.string(),
  decisionVersion: z.number(),
  decisionOutput: z.string(),
  failedDecisionId: z.string().default(''),
  failureMessage: z.string().default(''),
  evaluatedDecisions: z.array(z.object({ decisionKey: z.string(), matchedRules: z.array(matchedRuleSchema) })),
});

const topologySchema = z.object({
  brokers: z.array(z.object({ partitions: z.array(z.object({ role: z.string(), health: z.string() })) })),
});

/** Zeebe by gRPC. */
@Injectable()
export class ZeebeProcessEngine extends ProcessEngine {
  constructor(private readonly camunda: CamundaClient) {
    super();
  }

  override async publishMessage(message: EngineMessage): Promise<void> {
    const { name, correlationKey, messageId, variables, timeToLiveMs } = message;
    try {
      await this.camunda.command(`message ${name} for ${correlationKey}`, (zeebe) =>
        zeebe.publishMessage({
          name,
          correlationKey,
          messageId,
          variables: documentOf(variables),
          timeToLive: timeToLiveMs,
        }),
      );
    } catch (error) {
      // The same messageId within its time-to-live: an earlier attempt had arrived.
      if (error instanceof PermanentError && statusOf(error.cause) === status.ALREADY_EXISTS) return;
      throw error;
    }
  }

  override async evaluateDecision({ decisionId, decisionKey, variables }: DecisionRequest): Promise<DecisionResult> {
    const target = decisionKey === undefined ? { decisionId } : { decisionKey };
    const answer = await this.camunda.command(`evaluation of ${decisionId}`, (zeebe) =>
      zeebe.evaluateDecision({ ...target, variables: documentOf(variables) }),
    );
    const parsed = evaluationSchema.safeParse(answer);
    if (!parsed.success) {
      throw new PermanentError(
        'ENGINE_REFUSED',
        `The answer to ${decisionId} is not readable: ${z.prettifyError(parsed.error)}`,
      );
    }
    return resultOf(decisionId, parsed.data);
  }

  override async checkHealth(): Promise<void> {
    const { brokers } = topologySchema.parse(await this.camunda.command('topology', (zeebe) => zeebe.topology()));
    const partitions = brokers.flatMap((broker) => broker.partitions);
    const led = partitions.some(({ role, health }) => role === 'LEADER' && health === 'HEALTHY');
    if (!led)
      throw new TransientError('ENGINE_UNAVAILABLE', 'No partition of the process engine has a healthy leader.');
  }
}

type JsonDocument = NonNullable<Parameters<Zeebe['publishMessage']>[0]['variables']>;

/** What JSON makes of it: dates become text and `undefined` vanishes, both of which the SDK's own writer refuses. */
const documentOf = (variables: Readonly<Record<string, unknown>>) =>
  JSON.parse(JSON.stringify(variables)) as JsonDocument;

function resultOf(decisionId: string, evaluation: z.infer<typeof evaluationSchema>): DecisionResult {
  if (evaluation.failureMessage !== '') {
    throw new PermanentError(
      'DECISION_FAILED',
      `${evaluation.failedDecisionId || decisionId} could not be evaluated: ${evaluation.failureMessage}`,
    );
  }
  const root = evaluation.evaluatedDecisions.find(({ decisionKey }) => decisionKey === evaluation.decisionKey);
  const output = json.parse(evaluation.decisionOutput);
  return {
    decisionKey: evaluation.decisionKey,
    version: evaluation.decisionVersion,
    output,
    matchedRules: (root?.matchedRules ?? []).map((rule, position) => ({
      ruleNumber: rule.ruleIndex,
      outputs: outputsOf(rule, Array.isArray(output) ? output[position] : output),
    })),
  };
}

/**
 * The engine names a rule's outputs by their labels ("Owning system"). Their technical names are in the decision's output,
 * whose rows stand in the order of the matched rules; only a table of a single output has no names there.
 */
function outputsOf(rule: MatchedRule, row: unknown): Readonly<Record<string, unknown>> {
  const named = z.record(z.string(), z.unknown()).safeParse(row);
  if (named.success) return named.data;
  return Object.fromEntries(rule.evaluatedOutputs.map(({ outputName, outputValue }) => [outputName, outputValue]));
}
