import type { Request } from 'express';
import type { ArenaContext } from './arena-context.ts';
import { ArenaError } from './arena-errors.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 400;

/** One page of a list: `offset` and `limit` (20 by default, 400 at most). */
export function listView<Entry>(
  context: ArenaContext,
  request: Request,
  entries: readonly Entry[],
  view: (entry: Entry) => unknown,
): unknown {
  const offset = numberParameter(request, 'offset', 0);
  const limit = numberParameter(request, 'limit', DEFAULT_LIMIT);
  if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
    throw new ArenaError(400, { code: 3220, message: 'Limit must be 1-400, offset must equal or bigger than 0.' });
  }
  const results = entries.slice(offset, offset + limit).map(view);
  return { count: context.switches.countMeans === 'total' ? entries.length : results.length, results };
}

function numberParameter(request: Request, name: string, fallback: number): number {
  const value = request.query[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number))
    throw new ArenaError(400, { code: 3041, message: 'The limit or offset parameter is invalid.' });
  return number;
}
