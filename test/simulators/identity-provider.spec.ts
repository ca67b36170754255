import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startIdentityProvider } from '../../simulators/identity-provider/identity-provider.ts';
import { confirmDevice } from '../../simulators/identity-provider/sign-in.ts';
import { freePorts } from '../process/engines/free-ports.ts';
import { PlainBrowser } from '../../simulators/plain-browser.ts';

const PUBLIC_URL = 'http://localhost:25010';
const CALLBACK = `${PUBLIC_URL}/auth/callback`;
const SECRET = randomBytes(24).toString('base64url');
const VERIFIER = randomBytes(32).toString('base64url');

describe('the identity provider', () => {
  let folder: string;
  let issuer: string;
  let port: number;
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>;

  const start = () =>
    startIdentityProvider({
      issuer,
      port,
      publicUrl: PUBLIC_URL,
      clientSecret: SECRET,
      machineClientSecret: SECRET,
      stateFile: join(folder, 'state.json'),
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'identity-provider-'));
    ({ port } = await freePorts(['port']));
    issuer = `http://localhost:${port}`;
    provider = await start();
  });

  afterEach(async () => {
    await provider.stop();
    await rm(folder, { recursive: true });
  });

  it('signs a person in and puts roles and groups into the id token', async () => {
    const code = await codeFor(new PlainBrowser(), issuer, 'quality-1');
    const { id_token: idToken } = await redeem(issuer, code);
    expect(decodeJwt(String(idToken))).toMatchObject({
      sub: 'quality-1',
      name: 'Quality Approver 1',
      email: 'quality-1@countersign.localhost',
      roles: ['approver'],
      groups: ['quality-approvers'],
    });
  });

  it('refuses a wrong password', async () => {
    const browser = new PlainBrowser();
    const form = await browser.open(authorizationUrl(issuer));
    const page = await browser.submit(form, { login: 'quality-1', password: 'wrong' });
    expect(page.status).toBe(401);
    expect(page.html).toContain('Name or password is wrong.');
  });

  it('refuses to redirect to an address that is not registered', async () => {
    const url = authorizationUrl(issuer);
    url.searchParams.set('redirect_uri', 'http://attacker.example/callback');
    const page = await new PlainBrowser().open(url);
    expect(page.status).toBe(400);
    expect(page.url.origin).toBe(issuer);
  });

  it('refuses an authorization request without PKCE', async () => {
    const url = authorizationUrl(issuer);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    const response = await new PlainBrowser().request(url);
    expect(response.headers.get('location')).toContain('error=invalid_request');
  });

  it('keeps people signed in over a restart, with the same keys', async () => {
    const browser = new PlainBrowser();
    const { id_token: before } = await redeem(issuer, await codeFor(browser, issuer, 'manager-1'));
    await provider.stop();
    provider = await start();
    // fetch first has to notice that its pooled connections were closed.
    await setTimeout(100);

    const silent = authorizationUrl(issuer);
    silent.searchParams.set('prompt', 'none');
    const answer = await browser.request(silent);
    expect(answer.headers.get('location')).toContain('code=');
    const keys = createRemoteJWKSet(new URL('/jwks', issuer));
    await expect(jwtVerify(String(before), keys, { issuer })).resolves.toBeDefined();
  });

  it('gives a person at the command line an access token for the API', async () => {
    const client = { client_id: 'countersign-cli' };
    const device = await post(issuer, '/device/auth', {
      ...client,
      scope: 'openid profile email api',
    });
    await confirmDevice(String(device['verification_uri_complete']), 'requester-1');
    const token = await post(issuer, '/token', {
      ...client,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(device['device_code']),
    });
    expect(decodeJwt(String(token['access_token']))).toMatchObject({
      iss: issuer,
      aud: `${PUBLIC_URL}/api`,
      sub: 'requester-1',
      roles: ['requester'],
    });
  });

  it('gives the machine client an access token and refuses it with a wrong secret', async () => {
    const request = { client_id: 'countersign-machine', grant_type: 'client_credentials' };
    const token = await post(issuer, '/token', { ...request, client_secret: SECRET });
    expect(decodeJwt(String(token['access_token']))).toMatchObject({
      aud: `${PUBLIC_URL}/api`,
      sub: 'countersign-machine',
    });
    const refused = await post(issuer, '/token', { ...request, client_secret: 'wrong' });
    expect(refused['error']).toBe('invalid_client');
  });
});

function authorizationUrl(issuer: string): URL {
  const url = new URL('/auth', issuer);
  url.search = new URLSearchParams({
    client_id: 'countersign',
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: CALLBACK,
    state: 'state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url;
}

async function codeFor(browser: PlainBrowser, issuer: string, login: string): Promise<string> {
  const form = await browser.open(authorizationUrl(issuer));
  const answer = await browser.request(new URL(form.url), {
    method: 'POST',
    body: new URLSearchParams({ login, password: 'countersign' }),
  });
  const resume = await browser.request(new URL(answer.headers.get('location') ?? '', issuer));
  return new URL(resume.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

function redeem(issuer: string, code: string): Promise<Record<string, unknown>> {
  return post(issuer, '/token', {
    client_id: 'countersign',
    client_secret: SECRET,
    grant_type: 'authorization_code',
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    code,
  });
}

async function post(issuer: string, path: string, form: Record<string, string>) {
  const { client_secret: secret, client_id: id, ...rest } = form;
  const basic = secret === undefined ? undefined : Buffer.from(`${id}:${secret}`).toString('base64');
  const response = await fetch(new URL(path, issuer), {
    method: 'POST',
    body: new URLSearchParams(basic === undefined ? form : rest),
    headers: basic === undefined ? {} : { authorization: `Basic ${basic}` },
  });
  return (await response.json()) as Record<string, unknown>;
}
