import type { Request } from 'express';
import { ForbiddenError } from '../domain/errors.js';

export const CSRF_HEADER = 'x-countersign-csrf';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that a foreign page could have made a person's browser send with its cookie.
 *
 * Two independent marks are asked for, each of which a foreign page cannot produce. The header `x-countersign-csrf`:
 * a form cannot carry it, and a script may only set it on another origin after a preflight that this server never
 * grants. And the browser's own word on where the request comes from: `Origin` equal to the platform's and
 * `Sec-Fetch-Site: same-origin`, as far as sent, at least one of them. This needs no token to be kept, rotated or
 * leaked, and SameSite=Lax on the cookie remains a third wall (which sibling domains pass, hence not the only one).
 * Requests with a bearer token carry nothing that a browser adds by itself, so they are not checked.
 *
 * Errors: ForbiddenError CSRF_REFUSED.
 */
export function refuseForgedRequest(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers[CSRF_HEADER] === '1' && comesFrom(request, new URL(publicUrl).origin)) return;
  throw new ForbiddenError(
    'CSRF_REFUSED',
    `A signed-in page of this site must send the request itself, with the header ${CSRF_HEADER}: 1.`,
  );
}

function comesFrom(request: Request, ownOrigin: string): boolean {
  const origin = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined && site === undefined) return false;
  return (origin ?? ownOrigin) === ownOrigin && (site ?? 'same-origin') === 'same-origin';
}
