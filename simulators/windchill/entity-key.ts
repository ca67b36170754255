import type { Request } from 'express';

/** The key in `Entities('key')`, the first group of a route's pattern. */
export const keyOf = (request: Request<Record<string, string>>): string => request.params['0'] ?? '';
