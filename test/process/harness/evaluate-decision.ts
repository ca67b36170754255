import type { EngineClient } from './engine-client.ts';

export interface Evaluation {
  readonly output: unknown;
  /** Matched rules in table order. */
  readonly rules: readonly { readonly outputs: Readonly<Record<string, unknown>> }[];
}

/** Asks a table as the platform does: the engine evaluates it, and tells the rules that matched. */
export async function evaluate(client: EngineClient, decisionId: string, facts: object): Promise<Evaluation> {
  const answer = await client.evaluateDecision({ decisionId, variables: { ...facts } });
  if (answer.failureMessage) throw new Error(`${decisionId}: ${answer.failureMessage}`);
  const rules = answer.evaluatedDecisions.flatMap(({ matchedRules }) => matchedRules);
  return {
    output: JSON.parse(answer.decisionOutput) as unknown,
    rules: rules.map(({ evaluatedOutputs }) => ({
      outputs: Object.fromEntries(
        evaluatedOutputs.map(({ outputName, outputValue }) => [outputName, JSON.parse(outputValue) as unknown]),
      ),
    })),
  };
}
