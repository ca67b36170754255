import createClient from 'openapi-fetch';
import { Problem } from './problem.ts';
import type { paths } from './schema.d.ts';
import { signIn } from './sign-in.ts';

/** The header proves that a request came from our own page: other origins cannot set it. */
export const CSRF_HEADERS = { 'x-countersign-csrf': '1' } as const;

export const api = createClient<paths>({ headers: CSRF_HEADERS });

interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a successful answer. Without a session the page leaves for the sign-in.
 * Errors: Problem, with status 0 when the server could not be reached.
 */
export async function bodyOf<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, response } = await successOf(call);
  if (data === undefined) throw new Problem(response.status, undefined);
  return data;
}

/** For calls whose success says it all (204). Errors: as `bodyOf`. */
export async function doneBy(call: Promise<Result<unknown>>): Promise<void> {
  await successOf(call);
}

async function successOf<Data>(call: Promise<Result<Data>>): Promise<Result<Data>> {
  const result = await call.catch((cause: unknown) => {
    throw new Problem(0, undefined, { cause });
  });
  if (result.response.status === 401) return signIn();
  if (!result.response.ok) throw new Problem(result.response.status, result.error);
  return result;
}
