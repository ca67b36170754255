import { z } from 'zod';
import { PermanentError, TransientError } from '../../domain/errors.js';
import type { EngineCredentials, EngineEnv } from './camunda-client.js';

const CALL_LIMIT_MS = 5_000;

/** Search resources under `/v2`. */
export type SearchResource = 'user-tasks' | 'process-instances' | 'flownode-instances';

export interface SearchPage {
  readonly limit: number;
  readonly searchAfter?: readonly string[];
}

/** Camunda's query API. It reads the secondary storage, so it is seconds behind the engine. */
export class CamundaSearch {
  constructor(
    private readonly env: EngineEnv,
    private readonly credentials: EngineCredentials,
  ) {}

  /** Errors: TransientError SEARCH_UNAVAILABLE when the API or its storage is down; PermanentError SEARCH_REFUSED. */
  async search<Item extends z.ZodType>(
    resource: SearchResource,
    filter: Readonly<Record<string, unknown>>,
    item: Item,
    page: SearchPage = { limit: 200 },
  ): Promise<z.output<Item>[]> {
    const text = await this.post(resource, JSON.stringify({ filter, page }));
    const parsed = z.object({ items: z.array(item).nullish() }).safeParse(parseKeepingKeys(text));
    if (parsed.success) return parsed.data.items ?? [];
    throw new PermanentError(
      'SEARCH_REFUSED',
      `The answer to ${resource}/search is not readable: ${z.prettifyError(parsed.error)}`,
    );
  }

  private async post(resource: SearchResource, body: string): Promise<string> {
    let answer: Response;
    try {
      const headers = { 'content-type': 'application/json', ...(await this.credentials.getHeaders('ZEEBE')) };
      const signal = AbortSignal.timeout(CALL_LIMIT_MS);
      answer = await fetch(`${this.env.ZEEBE_REST_ADDRESS}/v2/${resource}/search`, {
        method: 'POST',
        headers,
        body,
        signal,
      });
    } catch (error) {
      throw new TransientError('SEARCH_UNAVAILABLE', `Camunda's search of ${resource} does not answer.`, {
        cause: error,
      });
    }
    const text = await answer.text();
    if (answer.ok) return text;
    const message = `Camunda's search of ${resource} answered ${answer.status}: ${text.slice(0, 300)}`;
    const passing = answer.status >= 500 || answer.status === 429 || answer.status === 401;
    throw passing ? new TransientError('SEARCH_UNAVAILABLE', message) : new PermanentError('SEARCH_REFUSED', message);
  }
}

/** 8.6 writes keys as JSON numbers, and from the fourth partition on they exceed what a double holds; 8.8 writes strings. */
export const keySchema = z.union([z.string(), z.number()]).transform(String);

function parseKeepingKeys(text: string): unknown {
  const reviver = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context?.source ?? '')
      ? context?.source
      : value;
  return JSON.parse(text, reviver);
}
