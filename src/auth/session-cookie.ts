const MINUTE = 60_000;

/** A session ends after so long without a request … */
export const SESSION_IDLE_MS = 60 * MINUTE;
/** … and so long after the sign-in, however busy it is. */
export const SESSION_ABSOLUTE_MS = 12 * 60 * MINUTE;

interface SessionCookie {
  readonly name: string;
  readonly options: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    readonly path: '/';
    readonly maxAge: number;
  };
}

/**
 * The cookie of the session. `__Host-` makes browsers refuse one that a sibling domain or plain http sets. Lax and not
 * Strict, because the way back from the identity provider and links in mails begin on another site.
 */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? '__Host-countersign' : 'countersign_session',
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: SESSION_IDLE_MS },
  };
}
