import { z } from 'zod';
import { plainText } from '../contracts/values.js';
import { BusinessError } from '../domain/errors.js';

/** Position in a list ordered by (time, id): the next page begins after it, however much was added meanwhile. */
export interface Keyset {
  readonly at: string;
  readonly id: string;
}

/** Nothing else may reach the database: it refuses the year 0 and the NUL character. */
const keysetSchema = z.tuple([
  z.iso.datetime().refine((at) => at >= '1970', 'before the first list'),
  z.string().regex(/^[\w-]{1,60}$/),
]);

export const encodeCursor = ({ at, id }: Keyset): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** Errors: BusinessError INVALID_CURSOR. */
export function decodeCursor(cursor: string): Keyset {
  try {
    const [at, id] = keysetSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch (error) {
    throw new BusinessError('INVALID_CURSOR', 'The cursor is not one of this list. Begin again without it.', {
      cause: error,
    });
  }
}

export const limitSchema = z.coerce.number().int().min(1).max(200).default(50);
export const cursorSchema = z.string().max(300).optional();
/** `?flag=true` or `?flag=false`. */
export const flagSchema = z.stringbool().optional();
/** Free text search: short, and without control characters. */
export const searchSchema = plainText(200).optional();

/** A `%` or `_` that somebody types is text, not a wildcard. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
