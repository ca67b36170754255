import type { EngineClient } from './engine-client.ts';

/** What a table answers: for one that collects, a list with a row for each rule that matched, in the order of the table. */
export async function evaluate(client: EngineClient, decisionId: string, facts: object): Promise<unknown> {
  const answer = await client.evaluateDecision({ decisionId, variables: { ...facts } });
  if (answer.failureMessage !== '') throw new Error(`${decisionId}: ${answer.failureMessage}`);
  return JSON.parse(answer.decisionOutput) as unknown;
}
