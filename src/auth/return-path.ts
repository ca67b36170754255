/** A base that no real address shares, so that leaving it shows. */
const HERE = 'http://here.invalid';

/**
 * The path of this site to go to after sign-in; `/` for anything else. A link such as `/auth/login?returnTo=//evil`
 * must not send a person, fresh from his sign-in, to somebody else's page.
 */
export function safeReturnPath(given: unknown): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/';
  const url = URL.parse(given, HERE);
  // `//host`, `/\host` and `/<tab>/host` leave the site; `/.//host` becomes `//host` only once it is resolved.
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return '/';
  if (url.pathname.startsWith('/auth/')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
