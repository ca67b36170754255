import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCredentialsToken } from '../../src/auth/client-credentials.js';
import { deviceSignIn, refreshSignIn } from '../../src/auth/device-sign-in.js';
import { plainHttpOptions } from '../../src/auth/plain-http.js';
import { PersonDirectory } from '../../src/identities/person-directory.js';
import { confirmDevice, signIn, type SignedInPerson } from '../../simulators/identity-provider/sign-in.ts';
import { PlainBrowser } from '../../simulators/plain-browser.ts';
import { routesOf } from './routes-of.ts';
import { startTestPlatform, TEST_SECRET, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;
let person: SignedInPerson;

beforeAll(async () => {
  platform = await startTestPlatform();
  await platform.startProvider();
  person = await signIn(platform.url, 'quality-1');
});
afterAll(() => platform.stop());

const target = () => ({ issuer: platform.issuer, audience: `${platform.url}/api` });
const machine = () => ({ ...target(), clientId: 'countersign-machine', clientSecret: TEST_SECRET });
const withToken = (token: string, init: RequestInit = {}) =>
  fetch(`${platform.url}/api/v1/probe`, { ...init, headers: { authorization: `Bearer ${token}` } });

describe('without sign-in', () => {
  it('no route answers but those of the sign-in and signed callbacks', async () => {
    const open = new Set([
      '/auth/login',
      '/auth/callback',
      '/api/v1/probe/callback',
      '/api/v1/probe/page/CR-2026-000001',
    ]);
    const closed = routesOf(platform.app).filter(({ path }) => !open.has(path));
    expect(closed).toContainEqual({ method: 'POST', path: '/auth/logout' });
    for (const { method, path } of closed) {
      const response = await fetch(platform.url + path, { method, headers: { origin: platform.url } });
      expect(response.status, `${method} ${path}`).toBe(401);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('says how to sign in', async () => {
    const response = await fetch(`${platform.url}/api/v1/me`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="countersign"');
    expect(await response.json()).toMatchObject({ status: 401, code: 'SIGN_IN_REQUIRED' });
  });

  it('answers signed callbacks, which judge their caller themselves', async () => {
    const response = await fetch(`${platform.url}/api/v1/probe/callback`, { method: 'POST' });
    expect(await response.json()).toEqual({ received: true });
  });

  it('keeps the pages that no controller serves closed, and opens them after sign-in', async () => {
    expect((await fetch(`${platform.url}/api/docs`)).status).toBe(401);
    expect(await (await person.fetch('/api/docs')).text()).toBe('docs');
  });

  it('takes a made-up or altered session cookie for none', async () => {
    for (const cookie of ['countersign_session=s%3Aguess.signature', 'countersign_session=x']) {
      expect((await fetch(`${platform.url}/api/v1/me`, { headers: { cookie } })).status).toBe(401);
    }
  });
});

describe('a request that a foreign page makes the browser send', () => {
  const forged = (headers: Record<string, string>) =>
    person.browser.request(new URL('/api/v1/probe', platform.url), { method: 'POST', headers });
  const header = { 'x-countersign-csrf': '1' };

  it.each([
    ['without the header', () => ({ origin: platform.url })],
    ['with the header from another origin', () => ({ ...header, origin: 'https://attacker.example' })],
    ['with the header from a page without origin', () => ({ ...header, origin: 'null' })],
    ['with the header and no word on where it comes from', () => header],
    ['from a sibling site', () => ({ ...header, 'sec-fetch-site': 'same-site' })],
    ['with contradicting words', () => ({ ...header, origin: platform.url, 'sec-fetch-site': 'cross-site' })],
  ])('is refused %s', async (_what, headers) => {
    const response = await forged(headers());
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'CSRF_REFUSED' });
  });

  it('signs nobody out', async () => {
    const url = new URL('/auth/logout', platform.url);
    const response = await person.browser.request(url, {
      method: 'POST',
      headers: { origin: 'https://attacker.example' },
    });
    expect(response.status).toBe(403);
    expect((await person.fetch('/api/v1/me')).status).toBe(200);
  });

  it('is not what our own page sends', async () => {
    expect((await person.fetch('/api/v1/probe', { method: 'POST' })).status).toBe(201);
  });
});

describe('roles', () => {
  it('open a route to those who have one and close it to the others', async () => {
    expect((await person.fetch('/api/v1/probe/operators')).status).toBe(403);
    const operator = await signIn(platform.url, 'operator-1');
    expect((await operator.fetch('/api/v1/probe/operators')).status).toBe(200);
  });
});

describe('an access token', () => {
  it('lets a person at the command line act through the door api, and makes him known', async () => {
    const options = { ...target(), clientId: 'countersign-cli' };
    const confirmed: Promise<void>[] = [];
    const tokens = await deviceSignIn(options, (code) => {
      confirmed.push(confirmDevice(String(code.verificationUriComplete), 'requester-2'));
    });
    await Promise.all(confirmed);
    const expected = { personId: 'requester-2', name: 'Requester 2', roles: ['requester'], groups: [], via: 'api' };
    expect(await (await withToken(tokens.accessToken, { method: 'POST' })).json()).toEqual(expected);
    expect(await platform.app.get(PersonDirectory).get('requester-2')).toMatchObject({ name: 'Requester 2' });

    const fresh = await refreshSignIn(options, String(tokens.refreshToken));
    expect(await (await withToken(fresh.accessToken)).json()).toEqual(expected);
  });

  it('lets another system act in its own name', async () => {
    const { accessToken } = await clientCredentialsToken(machine());
    expect(await (await withToken(accessToken)).json()).toMatchObject({ personId: 'countersign-machine', via: 'api' });
  });

  it('is refused once a single character of it is changed', async () => {
    const { accessToken } = await clientCredentialsToken(machine());
    const [header = '', payload = '', signature = ''] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['operator'] })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const token of [
      `${header}.${raised}.${signature}`,
      `${unsigned}.${raised}.`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      'garbage',
    ]) {
      const response = await withToken(token);
      expect(response.status, token).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect(await response.json()).toMatchObject({ code: 'INVALID_TOKEN' });
    }
  });

  it('is refused when it was signed by somebody else under the name of our issuer', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ roles: ['operator'] })
      .setProtectedHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) })
      .setSubject('operator-1')
      .setIssuer(platform.issuer)
      .setAudience(target().audience)
      .setExpirationTime('1h')
      .sign(privateKey);
    expect((await withToken(token)).status).toBe(401);
  });

  it('is refused when it was issued for another audience, such as the id token of the sign-in', async () => {
    const other = clientCredentialsToken({ ...machine(), audience: 'http://localhost:1/api' });
    await expect(other).rejects.toMatchObject({ error: 'invalid_target' });
    expect((await withToken(await idTokenOf('operator-1'))).status).toBe(401);
  });

  it('does not fall back to the cookie when it is bad', async () => {
    const response = await person.fetch('/api/v1/probe', { headers: { authorization: 'Bearer a.b.c' } });
    expect(response.status).toBe(401);
  });
});

describe('the routes of the sign-in', () => {
  it("change nothing on GET and HEAD but the browser's own sign-in", () => {
    const routes = routesOf(platform.app).filter(({ path }) => path.startsWith('/auth/'));
    const named = routes.map(({ method, path }) => `${method} ${path}`).sort();
    expect(named).toEqual([
      'GET /auth/callback',
      'GET /auth/login',
      'HEAD /auth/callback',
      'HEAD /auth/login',
      'POST /auth/logout',
    ]);
  });

  it('refuse HEAD, with which link checkers come', async () => {
    for (const path of ['/auth/login', '/auth/callback?code=x&state=y']) {
      const response = await fetch(platform.url + path, { method: 'HEAD', redirect: 'manual' });
      expect(response.status).toBe(405);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });
});

/** A genuine token of the issuer, but for the platform's own sign-in. */
async function idTokenOf(login: string): Promise<string> {
  const { issuer, url } = platform;
  const configuration = await openid.discovery(
    new URL(issuer),
    'countersign',
    TEST_SECRET,
    undefined,
    plainHttpOptions(new URL(issuer)),
  );
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const start = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: `${url}/auth/callback`,
    scope: 'openid profile',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const browser = new PlainBrowser();
  const callback = await browser.submitUntil(
    await browser.open(start),
    { login, password: 'countersign' },
    '/auth/callback',
  );
  const tokens = await openid.authorizationCodeGrant(configuration, callback, { pkceCodeVerifier });
  return String(tokens.id_token);
}
