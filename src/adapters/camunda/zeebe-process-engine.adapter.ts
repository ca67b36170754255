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
import { CamundaClient } from './camunda-client.js';
import { engineErrorOf, statusOf } from './engine-errors.js';

/** JSON in gRPC's string fields. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const evaluationSchema = z.object({
  decisionKey: z.string(),
  decisionVersion: z.number(),
  decisionOutput: z.string(),
  failedDecisionId: z.string().default(''),
  failureMessage: z.string().default(''),
  evaluatedDecisions: z.array(
    z.object({
      decisionKey: z.string(),
      matchedRules: z.array(
        z.object({
          ruleIndex: z.number(),
          evaluatedOutputs: z.array(z.object({ outputName: z.string(), outputValue: json })),
        }),
      ),
    }),
  ),
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
          variables: { ...variables },
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
    const answer = await this.camunda.command(
      `evaluation of ${decisionId}`,
      // A structural copy: the SDK's type asks for an index signature.
      (zeebe) => zeebe.evaluateDecision({ ...target, variables: jsonObject.parse(variables) }),
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
    const { brokers } = await this.camunda.command('topology', (zeebe) => zeebe.topology(), engineErrorOf);
    const led = brokers.some(({ partitions }) =>
      partitions.some(({ role, health }) => String(role) === 'LEADER' && String(health) === 'HEALTHY'),
    );
    if (!led)
      throw new TransientError('ENGINE_UNAVAILABLE', 'No partition of the process engine has a healthy leader.');
  }
}

const jsonObject = z.record(z.string(), z.json());

function resultOf(decisionId: string, evaluation: z.infer<typeof evaluationSchema>): DecisionResult {
  if (evaluation.failureMessage !== '') {
    throw new PermanentError(
      'DECISION_FAILED',
      `${evaluation.failedDecisionId || decisionId} could not be evaluated: ${evaluation.failureMessage}`,
    );
  }
  const root = evaluation.evaluatedDecisions.find(({ decisionKey }) => decisionKey === evaluation.decisionKey);
  return {
    decisionKey: evaluation.decisionKey,
    version: evaluation.decisionVersion,
    output: json.parse(evaluation.decisionOutput),
    matchedRules: (root?.matchedRules ?? []).map(({ ruleIndex, evaluatedOutputs }) => ({
      ruleNumber: ruleIndex,
      outputs: Object.fromEntries(evaluatedOutputs.map(({ outputName, outputValue }) => [outputName, outputValue])),
    })),
  };
}
