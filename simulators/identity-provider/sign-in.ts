import { PlainBrowser, type VisitedPage } from '../plain-browser.ts';
import { samplePerson } from '../shared/people.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A person's signed-in visit to the platform. */
export interface SignedInPerson {
  readonly personId: string;
  /** The browser that holds the session, for requests that are not those of our own page. */
  readonly browser: PlainBrowser;
  /** The page on which the sign-in ended. */
  readonly landedOn: URL;
  /**
   * Calls the platform with the session's cookie and, when the method changes something, with what
   * the platform's own page sends against cross-site request forgery. A text body is sent as JSON.
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/**
 * Signs a sample person in to the platform at `publicUrl` as a browser would: platform, provider's
 * form, callback. Throws with the page's status when the sign-in does not come back.
 */
export async function signIn(publicUrl: string, personId: string, returnTo = '/api/v1/me'): Promise<SignedInPerson> {
  const browser = new PlainBrowser();
  const start = new URL('/auth/login', publicUrl);
  start.searchParams.set('returnTo', returnTo);
  const landed = await fillInSignInForm(browser, await browser.open(start), personId);
  if (landed.url.origin !== start.origin || landed.url.pathname.startsWith('/auth/')) {
    throw new Error(`${personId} could not sign in: ended on ${landed.url.href} with status ${landed.status}.`);
  }
  return {
    personId,
    browser,
    landedOn: landed.url,
    fetch: (path, init = {}) => browser.request(new URL(path, publicUrl), withPageHeaders(start.origin, init)),
  };
}

/** Confirms a device sign-in (RFC 8628) as a sample person; `url` is `verification_uri_complete`. */
export async function confirmDevice(url: string, personId: string): Promise<void> {
  const browser = new PlainBrowser();
  const code = await browser.submit(await browser.open(new URL(url)), {});
  const done = await fillInSignInForm(browser, await browser.submit(code, {}), personId);
  if (!done.html.includes('You are signed in')) {
    throw new Error(`${personId} could not confirm the device: status ${done.status}.`);
  }
}

async function fillInSignInForm(browser: PlainBrowser, form: VisitedPage, personId: string) {
  const { id, password } = samplePerson(personId);
  return browser.submit(form, { login: id, password });
}

function withPageHeaders(origin: string, init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  if (!SAFE_METHODS.has((init.method ?? 'GET').toUpperCase())) {
    headers.set('x-countersign-csrf', '1');
    headers.set('origin', origin);
  }
  if (typeof init.body === 'string' && !headers.has('content-type')) {
    headers.set('content-type', 'application/json');
  }
  return { ...init, headers };
}
