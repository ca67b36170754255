import { z } from 'zod';
import { ArenaError, invalidValue, requiredAttribute } from './arena-errors.ts';

/** Parses a request's body; answers in Arena's words about the first thing that is wrong with it. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    throw new ArenaError(400, { code: 3004, message: `The attribute "${issue.keys[0] ?? ''}" is not recognized.` });
  }
  const name = issue?.path.join('.') ?? '';
  throw valueAt(body, issue?.path ?? []) === undefined ? requiredAttribute(name) : invalidValue(name);
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

export const guidSchema = z.object({ guid: z.string() });
/** Zulu times only, as everywhere in the API. */
export const zuluSchema = z.iso.datetime();
