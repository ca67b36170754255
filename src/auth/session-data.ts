import type { Request } from 'express';

/** A sign-in that was started and has not come back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}

declare module 'express-session' {
  interface SessionData {
    /** Who signed in, and when, in milliseconds since the epoch. Rights are read from the directory each time. */
    signedIn?: { readonly personId: string; readonly at: number };
    /** Several, because a person may open several links at once. */
    pendingSignIns?: readonly PendingSignIn[];
  }
}

type Session = Request['session'];

/** Gives the session a new id and forgets what it held: an id known before the sign-in is worth nothing after it. */
export const regenerate = (request: Request): Promise<void> => settled((done) => request.session.regenerate(done));

export const save = (session: Session): Promise<void> => settled((done) => session.save(done));

export const destroy = (session: Session): Promise<void> => settled((done) => session.destroy(done));

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('The session store failed.', { cause: error }));
    });
  });
}
