import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { StackError } from '../errors.ts';

const found = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });

/**
 * Waits until Tasklist has stored these forms: a task that is created earlier shows bare variables for ever.
 * The document's id begins with the form's key.
 */
export async function waitForForms(openSearchUrl: string, keys: readonly string[], withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const stored = await storedForms(openSearchUrl);
    const missing = keys.filter((key) => !stored.some((id) => id.startsWith(key)));
    if (missing.length === 0) return;
    if (Date.now() >= end) {
      throw new StackError(
        'CSTACK-START',
        `Tasklist has not stored the forms ${missing.join(', ')} after ${withinMs / 1000} s.`,
      );
    }
    await delay(500);
  }
}

async function storedForms(openSearchUrl: string): Promise<readonly string[]> {
  const response = await fetch(`${openSearchUrl}/tasklist-form-8.4.0_/_search?size=1000&_source=false`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`OpenSearch answered ${response.status} to the search for Tasklist's forms.`);
  return found.parse(await response.json()).hits.hits.map(({ _id }) => _id);
}
