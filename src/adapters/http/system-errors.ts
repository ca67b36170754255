import { BusinessError, PermanentError, TransientError, type CountersignError } from '../../domain/errors.js';
import type { ZodType, z } from 'zod';
import type { SystemResponse } from './system-http.js';

const LONGEST_DETAIL = 500;

/** A rule of the owning system forbids it; the flow's steps catch this code. */
export const refused = (system: string, detail: string): BusinessError =>
  new BusinessError('SYSTEM_REFUSED', `${system} refused: ${shortened(detail)}`);

/** The write was answered with success and the object shows none of it. */
export const notChanged = (system: string, what: string, state: string): TransientError =>
  new TransientError(
    'SYSTEM_NOT_CHANGED',
    `${system} accepted the request, but ${what} is still "${state}". If this stays, look at the object in ${system}.`,
  );

/** The decision in the system is the opposite of the one that was recorded. Nothing is overwritten silently. */
export const disagrees = (system: string, what: string, state: string, verdict: string): PermanentError =>
  new PermanentError(
    'SYSTEM_DISAGREES',
    `${what} is "${state}" in ${system}, but the recorded decision is "${verdict}". Correct ${what} in ${system}, then retry.`,
  );

export const objectMissing = (system: string, what: string): PermanentError =>
  new PermanentError(
    'SYSTEM_OBJECT_MISSING',
    `${system} does not know ${what}. It was deleted, or the base URL is another instance.`,
  );

export const badCredentials = (system: string, settings: string): PermanentError =>
  new PermanentError('SYSTEM_CREDENTIALS', `${system} does not accept the integration user. Check ${settings}.`);

export const missingRight = (system: string, detail: string): PermanentError =>
  new PermanentError('SYSTEM_RIGHTS', `The integration user lacks a right in ${system}: ${shortened(detail)}`);

/** What remains when no product rule explains a status: 408, 429 and 5xx pass, everything else is a refusal. */
export function failureOf(system: string, response: SystemResponse, detail: string): CountersignError {
  const { status } = response;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = retryAfter(response.headers);
    return new TransientError(
      'SYSTEM_UNAVAILABLE',
      `${system} answered with status ${status}. ${shortened(detail)}`.trim(),
      {
        retryAfterMs,
      },
    );
  }
  return refused(system, detail === '' ? `status ${status}` : detail);
}

/** `Retry-After` in milliseconds, from seconds or an HTTP date; undefined without a usable one. */
export function retryAfter(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Parses what a system sent; an unexpected form is a permanent error that names the field, not the value. */
export function parseAnswer<Schema extends ZodType>(
  system: string,
  what: string,
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .map((issue) => `${issue.path.join('.') || '(answer)'}: ${issue.message}`)
    .slice(0, 5);
  throw new PermanentError(
    'SYSTEM_ANSWER_UNKNOWN',
    `${system} answered ${what} in an unknown form (${fields.join('; ')}). Check its base URL and version.`,
  );
}

export const shortened = (text: string): string =>
  text.length <= LONGEST_DETAIL ? text : `${text.slice(0, LONGEST_DETAIL)} …`;
