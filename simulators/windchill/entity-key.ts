import type { Request } from 'express';

/** The key in `Entities('key')`, the first group of a route's pattern. */
export const keyOf = (request: Request): string => String(Reflect.get(request.params, '0'));
