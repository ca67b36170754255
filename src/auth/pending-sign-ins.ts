import type { Request } from 'express';
import type { PendingSignIn } from './session-data.js';

const KEPT = 5;

/** How long a person may take at the identity provider. */
export const SIGN_IN_MS = 15 * 60_000;

/** Remembers a started sign-in in the browser's session; the oldest gives way. */
export function rememberSignIn(request: Request, pending: PendingSignIn): void {
  const others = request.session.pendingSignIns ?? [];
  request.session.pendingSignIns = [...others, pending].slice(-KEPT);
  request.session.cookie.maxAge = SIGN_IN_MS;
}

/** The started sign-in to which the returning browser belongs; undefined when this browser started none such. */
export function pendingSignInOf(request: Request): PendingSignIn | undefined {
  const { state } = request.query;
  return request.session.pendingSignIns?.find((pending) => pending.state === state);
}
