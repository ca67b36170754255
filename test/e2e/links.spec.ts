import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeView } from '../../src/changes/change-view.ts';
import { PersonAtWork, waitFor } from '../../demo/people.ts';
import { signIn } from '../../simulators/identity-provider/sign-in.ts';
import type { PlainBrowser } from '../../simulators/plain-browser.ts';
import { people } from '../../simulators/shared/people.ts';
import { readSlack } from '../../simulators/slack/press-button.ts';
import { changeContent } from '../factories/change-content.js';
import { browserIsLeftOut, launchChromium, newVisit, signInAtProvider } from './chromium.ts';
import { linksOfSlackMessage } from './message-links.ts';
import { query, runningStack } from './stack.ts';

const stack = runningStack();
const { stand } = stack;
let change: ChangeView;
let links: readonly string[];
let before: readonly Row[];

interface Row {
  readonly about: string;
  readonly content: string;
}

/** Everything that a decision would change, without notes on deliveries and on when a state was last looked at. */
const rows = () =>
  query<Row>(
    stack,
    `select 'change' as about, c::text as content from change_request c where id = $1
     union all select 'approval', a::text from approval a where change_id = $1
     union all select 'ledger', l::text from ledger_entry l where change_id = $1 and kind not like 'notification%'
     union all select 'owning system', concat_ws(' ', system, number, state) from owning_object where change_id = $1
     union all select 'call', i::text from integration_call i where change_id = $1
     order by 1, 2`,
    [change.id],
  );

beforeAll(async () => {
  const requester = await PersonAtWork.signIn(stand.publicUrl, 'requester-1');
  change = await requester.submit(changeContent({ riskClass: 'high', costImpact: 12_000, title: 'Follow every link' }));
  await requester.waitForApproval(change.id, 'quality', 'open', { timeoutMs: 60_000 });
  await requester.waitForApproval(change.id, 'engineering', 'open', { timeoutMs: 60_000 });
  await waitFor('all messages to be delivered and the flow to rest', { timeoutMs: 60_000 }, async () => {
    const unsent = await query(stack, "select 1 from notification where change_id = $1 and state <> 'sent'", [
      change.id,
    ]);
    const first = await rows();
    await sleep(1_500);
    return unsent.length === 0 && JSON.stringify(await rows()) === JSON.stringify(first) ? true : undefined;
  });
  const found = { slack: await linksInSlack(), mail: await linksInMails() };
  // Without links of both kinds the tests below would prove less than they say.
  expect([found.slack.length > 0, found.mail.length > 0]).toEqual([true, true]);
  links = [...new Set([...found.slack, ...found.mail])].sort();
  before = await rows();
});

async function linksInSlack(): Promise<string[]> {
  const conversations = await Promise.all(people.map(({ id }) => readSlack(stand.slackUrl, id)));
  return conversations
    .flatMap(({ messages }) => messages)
    .filter((message) => JSON.stringify(message).includes(change.id))
    .flatMap(linksOfSlackMessage);
}

async function linksInMails(): Promise<string[]> {
  const response = await fetch(`${stand.mailboxUrl}/api/messages`);
  const mails = (await response.json()) as MailWithLinks[];
  return mails.filter(({ subject }) => subject.includes(change.id)).flatMap((mail) => mail.links);
}

interface MailWithLinks {
  readonly subject: string;
  readonly links: readonly string[];
}

describe('the links of all messages about an approval', () => {
  it('lead to the page, to Tasklist and to the owning system, for each person who is asked', () => {
    for (const personId of ['quality-1', 'quality-2', 'engineering-1', 'engineering-2']) {
      const own = links.filter((link) => new URL(link).searchParams.get('for') === personId);
      const targets = new Set(own.map((link) => new URL(link).searchParams.get('to')));
      expect(targets, personId).toEqual(new Set([null, 'tasklist', 'owning-system']));
    }
    for (const link of links) expect(new URL(link).origin).toBe(stand.publicUrl);
  });

  it.each(['GET', 'HEAD'])('change nothing when a scanner follows them by %s without session', async (method) => {
    for (const link of links) {
      const response = await fetch(link, { method });
      expect(response.status, link).toBeLessThan(500);
      await response.body?.cancel();
    }
    expect(await rows()).toEqual(before);
  });

  it.each(['GET', 'HEAD'])('change nothing when a signed-in person follows them by %s', async (method) => {
    const { browser } = await signIn(stand.publicUrl, 'quality-1');
    for (const link of links) {
      expect((await follow(browser, link, method)).status, link).toBeLessThan(500);
    }
    expect(await rows()).toEqual(before);
  });

  describe.skipIf(browserIsLeftOut)('in a browser that runs scripts', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser.close());

    it('change nothing without session', async () => {
      const { page, context } = await newVisit(browser, stand.publicUrl);
      for (const link of links) {
        await page.goto(link, { waitUntil: 'load' });
        // Pages of changes find out by themselves that nobody is signed in.
        await page.waitForURL(`${stack.urls.identityProvider}/**`);
      }
      await context.close();
      expect(await rows()).toEqual(before);
    });

    it('change nothing with a session, although the page of the approval with its buttons is reached', async () => {
      const { page, context } = await newVisit(browser, stand.publicUrl);
      await page.goto(`${stand.publicUrl}/changes/${change.id}`);
      await signInAtProvider(page, 'quality-1');
      await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
      for (const link of links) {
        await page.goto(link, { waitUntil: 'load' });
        if (page.url().startsWith(`${stand.publicUrl}/changes/`))
          await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
      }
      await context.close();
      expect(await rows()).toEqual(before);
    });
  });
});

/** Follows redirects with cookies by any method, as scanners do. */
async function follow(browser: PlainBrowser, start: string, method: string): Promise<Response> {
  let url = new URL(start);
  for (let hops = 0; hops < 20; hops += 1) {
    const response = await browser.request(url, { method });
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null) return response;
    url = new URL(location, url);
  }
  throw new Error(`Too many redirects from ${start}.`);
}
