import { CSRF_HEADERS } from './client.ts';
import { Problem } from './problem.ts';

/** Ends the session, then goes where the platform says (the identity provider's sign-out), else to the sign-in. */
export async function signOut(): Promise<void> {
  const response = await fetch('/auth/logout', { method: 'POST', headers: CSRF_HEADERS }).catch((cause: unknown) => {
    throw new Problem(0, undefined, { cause });
  });
  if (!response.ok) throw new Problem(response.status, undefined);
  window.location.assign(await nextLocation(response));
}

async function nextLocation(response: Response): Promise<string> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body: unknown = isJson ? await response.json() : undefined;
  if (typeof body !== 'object' || body === null || !('signOutUrl' in body)) return '/auth/login';
  return typeof body.signOutUrl === 'string' ? body.signOutUrl : '/auth/login';
}
