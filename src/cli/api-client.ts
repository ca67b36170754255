import { z } from 'zod';
import { problemSchema } from '../http/problem.js';
import { accessToken } from './access-token.js';

const DEFAULT_URL = 'http://localhost:3000';

/** Calls the API as the signed-in person (device sign-in) or as a machine client. Problems become readable errors. */
export async function callApi<T>(
  method: 'GET' | 'POST',
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  const base = process.env['PUBLIC_URL'] ?? DEFAULT_URL;
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await accessToken()}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = await response.json();
  if (response.ok) return schema.parse(answer);
  const problem = problemSchema.safeParse(answer);
  if (!problem.success) throw new Error(`The platform answered ${response.status}.`);
  const fields = (problem.data.errors ?? []).map(({ path: field, message }) => `\n  ${field}: ${message}`);
  throw new Error(`${problem.data.title}: ${problem.data.detail}${fields.join('')}`);
}
