import { expect } from 'vitest';
import { problemSchema, type Problem } from '../../src/http/problem.js';

/** A frame of a stack trace, or a message of PostgreSQL, TypeORM or node. */
const INTERNALS = /\n\s+at |node:internal|node_modules|QueryFailedError|relation "|syntax error at|ECONNREFUSED/;

/** The answer must be a problem that a person can act on: a 4xx in problem+json, without internals. */
export async function expectProblem(response: Response, what: string): Promise<Problem> {
  const text = await response.text();
  expect(response.status, `${what}: ${text}`).toBeGreaterThanOrEqual(400);
  expect(response.status, `${what}: ${text}`).toBeLessThan(500);
  expect(response.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
  expect(text, what).not.toMatch(INTERNALS);
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status, what).toBe(response.status);
  return problem;
}

/** The names of the fields that a problem complains about. */
export const fieldsOf = (problem: Problem): string[] => (problem.errors ?? []).map(({ path }) => path);
