import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonDirectory } from '../../src/identities/person-directory.js';
import { signIn } from '../../simulators/identity-provider/sign-in.ts';
import { PlainBrowser } from '../../simulators/plain-browser.ts';
import { startTestPlatform, type TestPlatform } from './test-platform.ts';

describe('signing in', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
    await platform.startProvider();
  });
  afterAll(() => platform.stop());

  const login = (returnTo: string) => new URL(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`, platform.url);
  const sessionCount = async (): Promise<number> => {
    const rows: { count: string }[] = await platform.database.source.query('select count(*) from session');
    return Number(rows[0]?.count);
  };

  it('makes a person of the identity provider known, with his roles and groups', async () => {
    const person = await signIn(platform.url, 'quality-1');
    const me: unknown = await (await person.fetch('/api/v1/me')).json();
    expect(me).toEqual({
      id: 'quality-1',
      name: 'Quality Approver 1',
      roles: ['approver'],
      groups: ['quality-approvers'],
      via: 'web',
    });
    expect(await platform.app.get(PersonDirectory).get('quality-1')).toMatchObject({
      email: 'quality-1@countersign.localhost',
    });
  });

  it('leads to the page that the person wanted', async () => {
    const { landedOn } = await signIn(platform.url, 'quality-1', '/approvals/CR-2026-000001-A1?tab=facts#top');
    expect(`${landedOn.pathname}${landedOn.search}`).toBe('/approvals/CR-2026-000001-A1?tab=facts');
  });

  it.each(['//attacker.example/', '/.//attacker.example/'])('never leads to another site by %j', async (returnTo) => {
    const { landedOn } = await signIn(platform.url, 'quality-1', returnTo);
    expect(landedOn.href).toBe(`${platform.url}/`);
  });

  it('comes first for a link that somebody follows, and then leads on to it', async () => {
    const link = new URL('/api/v1/probe/page/CR-2026-000001-A1?sig=a%2Bb&to=tasklist', platform.url);
    const browser = new PlainBrowser();
    const form = await browser.open(link);
    expect(form.url.origin).toBe(platform.issuer);
    const landed = await browser.submit(form, { login: 'quality-1', password: 'countersign' });
    expect(landed.url.href).toBe(link.href);
    expect(landed.html).toContain('quality-1');
  });

  it('does not lead a person who is signed in already to another site either', async () => {
    const browser = await signedInBrowser();
    const answer = await browser.request(login('//attacker.example/'));
    expect(answer.headers.get('location')).toBe(`${platform.url}/`);
  });

  it('gives the session a new id, so that an id planted before the sign-in is worth nothing', async () => {
    const attacker = new PlainBrowser();
    await attacker.request(login('/api/v1/me'));
    const planted = attacker.cookieHeader(new URL(platform.url));
    expect(planted).toContain('countersign_session=');

    const victim = new PlainBrowser();
    victim.plantCookies(new URL(platform.url), planted);
    const form = await victim.open(login('/api/v1/me'));
    const me = await victim.submit(form, { login: 'quality-1', password: 'countersign' });
    expect(me.html).toContain('"id":"quality-1"');

    expect(victim.cookieHeader(new URL(platform.url))).not.toBe(planted);
    const stolen = await fetch(`${platform.url}/api/v1/me`, { headers: { cookie: planted } });
    expect(stolen.status).toBe(401);
  });

  it('refuses a callback that this browser did not ask for', async () => {
    const attacker = new PlainBrowser();
    const form = await attacker.open(login('/'));
    const callback = await attacker.submitUntil(
      form,
      { login: 'quality-2', password: 'countersign' },
      '/auth/callback',
    );
    const answer = await new PlainBrowser().request(callback);
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('refuses a code that was altered on its way', async () => {
    const browser = new PlainBrowser();
    const form = await browser.open(login('/'));
    const callback = await browser.submitUntil(form, { login: 'quality-1', password: 'countersign' }, '/auth/callback');
    callback.searchParams.set('code', 'altered');
    const answer = await browser.request(callback);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('altered');
    expect((await browser.request(new URL('/api/v1/me', platform.url))).status).toBe(401);
  });

  it('works in two tabs that were opened at once', async () => {
    const browser = new PlainBrowser();
    const first = await browser.open(login('/first'));
    await browser.open(login('/second'));
    const landed = await browser.submit(first, { login: 'quality-1', password: 'countersign' });
    expect(landed.url.pathname).toBe('/first');
  });

  it('sets a cookie that scripts cannot read and other sites do not send along', async () => {
    const answer = await new PlainBrowser().request(login('/'));
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^countersign_session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('keeps no session for those who only look', async () => {
    const before = await sessionCount();
    await fetch(`${platform.url}/api/v1/me`);
    await fetch(login('/'), { method: 'HEAD', redirect: 'manual' });
    expect(await sessionCount()).toBe(before);
  });

  it('ends the session on POST /auth/logout and on nothing else', async () => {
    const person = await signIn(platform.url, 'quality-1');
    for (const method of ['GET', 'HEAD']) {
      expect((await person.fetch('/auth/logout', { method })).status).toBe(404);
    }
    expect((await person.fetch('/api/v1/me')).status).toBe(200);

    const answer = await person.fetch('/auth/logout', { method: 'POST' });
    expect(answer.status).toBe(200);
    const { signOutUrl } = (await answer.json()) as { signOutUrl: string };
    expect(new URL(signOutUrl).origin).toBe(platform.issuer);
    expect((await person.fetch('/api/v1/me')).status).toBe(401);
  });

  it('ends a session twelve hours after the sign-in, however busy it is', async () => {
    const person = await signIn(platform.url, 'quality-1');
    await platform.database.source.query(
      `update session set sess = jsonb_set(sess::jsonb, '{signedIn,at}', to_jsonb($1::bigint)) where sess::text like '%quality-1%'`,
      [Date.now() - 12 * 3_600_000 - 1000],
    );
    expect((await person.fetch('/api/v1/me')).status).toBe(401);
  });

  it('takes away rights at once when the directory does', async () => {
    const person = await signIn(platform.url, 'finance-1');
    await platform.database.source.query(`update person set groups = '{}' where id = 'finance-1'`);
    expect(await (await person.fetch('/api/v1/me')).json()).toMatchObject({ groups: [] });
    await platform.database.source.query(`delete from person where id = 'finance-1'`);
    expect((await person.fetch('/api/v1/me')).status).toBe(401);
  });

  async function signedInBrowser(): Promise<PlainBrowser> {
    const browser = new PlainBrowser();
    await browser.submit(await browser.open(login('/')), { login: 'quality-1', password: 'countersign' });
    return browser;
  }
});

describe('behind a proxy with https', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform({ PUBLIC_URL: 'https://countersign.example' });
    await platform.startProvider();
  });
  afterAll(() => platform.stop());

  const login = (headers: Record<string, string>) =>
    fetch(`${platform.url}/auth/login`, { headers, redirect: 'manual' });

  it('sets a cookie that only this host and only https may set and get', async () => {
    const answer = await login({ 'x-forwarded-proto': 'https' });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-countersign=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  });

  it('sets none when the request came without https', async () => {
    expect((await login({})).headers.getSetCookie()).toEqual([]);
  });

  it('names itself to the provider by its public address, whatever the Host header says', async () => {
    const answer = await login({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'attacker.example' });
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    expect(searchParams.get('redirect_uri')).toBe('https://countersign.example/auth/callback');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
  });
});

describe('a late identity provider', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());

  it('does not keep the platform from starting, is reported, and is used once it is there', async () => {
    const early = await fetch(`${platform.url}/auth/login`, { redirect: 'manual' });
    expect(early.status).toBe(503);
    expect(await early.text()).toContain('does not answer at the moment');
    const token = await fetch(`${platform.url}/api/v1/me`, { headers: { authorization: 'Bearer a.b.c' } });
    expect(token.status).toBe(503);
    await expect(platform.identityProvider.checkHealth()).rejects.toThrow();

    await platform.startProvider();
    await expect(platform.identityProvider.checkHealth()).resolves.toBeUndefined();
    const person = await signIn(platform.url, 'requester-1');

    await platform.stopProvider();
    await sleep(50);
    await expect(platform.identityProvider.checkHealth()).rejects.toThrow();
    expect((await person.fetch('/api/v1/me')).status).toBe(200);
  });
});
