import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../src/approvals/approval-view.ts';
import type { ChangeView } from '../../src/changes/change-view.ts';
import { PersonAtWork, waitFor } from '../../demo/people.ts';
import { waitForMessage } from '../../simulators/slack/press-button.ts';
import { changeContent } from '../factories/change-content.js';
import { browserIsLeftOut, launchChromium, newVisit, signInAtProvider, signInToWebApps } from './chromium.ts';
import { linksOfSlackMessage } from './message-links.ts';
import { runningStack } from './stack.ts';

/** The engine's query side lags, and Tasklist is slow to draw its first page on a busy machine. */
const SHOWN = { timeout: 90_000 };

describe.skipIf(browserIsLeftOut)('in a browser', () => {
  const { stand } = runningStack();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  /** A change of somebody that one quality approval decides. */
  async function openApproval(personId: string, title: string) {
    const requester = await PersonAtWork.signIn(stand.publicUrl, personId);
    const change = await requester.submit(
      changeContent({ type: 'document', riskClass: 'low', costImpact: 0, title, description: `About: ${title}` }),
    );
    const approval = await requester.waitForApproval(change.id, 'quality', 'open', { timeoutMs: 60_000 });
    return { requester, change, approval };
  }

  async function linkToTasklist(personId: string, approval: ApprovalView): Promise<string> {
    const message = await waitForMessage(stand.slackUrl, personId, approval.changeId, { timeoutMs: 30_000 });
    const link = linksOfSlackMessage(message).find((each) => each.includes('to=tasklist'));
    if (link === undefined) throw new Error(`The message to ${personId} has no link to Tasklist.`);
    return link;
  }

  /** Follows the link of the message, through both sign-ins, to the task. */
  async function openTask(page: Page, link: string, personId: string): Promise<void> {
    await page.goto(link);
    await signInAtProvider(page, personId);
    await page.waitForURL(`${stand.webAppsUrl}/**`, SHOWN);
    await signInToWebApps(page, personId);
    await page.waitForURL(/\/tasklist\/\d+/, SHOWN);
  }

  async function complete(page: Page, choice: 'Approve' | 'Reject', comment: string): Promise<void> {
    await page.getByRole('button', { name: 'Assign to me' }).click(SHOWN);
    await page.getByRole('button', { name: 'Unassign' }).waitFor(SHOWN);
    // The design of Tasklist hides the radio button itself; people press its label.
    await page
      .locator('label')
      .filter({ hasText: new RegExp(`^${choice}$`) })
      .click(SHOWN);
    await page.getByLabel(/^Comment/).fill(comment);
    await page.getByRole('button', { name: 'Complete Task' }).click();
  }

  it('the link in a message leads to the task in Tasklist, and completing its form approves', async () => {
    const title = 'Clean the mixer with steam';
    const { requester, change, approval } = await openApproval('requester-1', title);
    const { page, context } = await newVisit(browser, stand.webAppsUrl);
    await openTask(page, await linkToTasklist('quality-1', approval), 'quality-1');
    for (const fact of [title, `About: ${title}`, change.id, 'Requester 1', 'plant-1', '0.00 EUR', 'low', 'arena']) {
      await page.getByText(fact).first().waitFor(SHOWN);
    }
    await complete(page, 'Approve', 'Tried in pilot plant 2.');

    const decided = await requester.waitForApproval(change.id, 'quality', 'approved', { timeoutMs: 60_000 });
    expect(decided.decision).toMatchObject({ by: 'quality-1', via: 'tasklist', comment: 'Tried in pilot plant 2.' });
    await context.close();
  });

  it('gives a requester the task of his own change back, with the reason', async () => {
    const { requester, change, approval } = await openApproval('quality-2', 'Sign my own change');
    const { page, context } = await newVisit(browser, stand.webAppsUrl);
    await page.goto(`${stand.publicUrl}/changes/${change.id}`);
    await signInAtProvider(page, 'quality-2');
    const link = page.locator(`#${approval.id}`).getByRole('link', { name: 'Tasklist' });
    const tasklist = await opened(page, () => link.click(SHOWN));
    await tasklist.waitForURL(`${stand.webAppsUrl}/**`, SHOWN);
    await signInToWebApps(tasklist, 'quality-2');
    await tasklist.waitForURL(/\/tasklist\/\d+/, SHOWN);
    const task = tasklist.url();
    await complete(tasklist, 'Approve', 'I know that it is right.');

    const refused = await waitFor('the refusal in the ledger', { timeoutMs: 60_000 }, async () => {
      const found = await refusals(requester, change);
      return found.length === 0 ? undefined : found;
    });
    expect(refused).toEqual([['quality-2', 'tasklist', 'OWN_CHANGE']]);
    const again = await waitFor('the task to come back', { timeoutMs: 60_000 }, async () => {
      const next = await opened(page, () => link.click(SHOWN));
      await next.waitForURL(/\/tasklist\/\d+/, SHOWN);
      return next.url() === task ? undefined : next;
    });
    await again.getByText('Your decision was not accepted').waitFor(SHOWN);
    await again.getByText('The requester of a change cannot decide an approval of it.').waitFor(SHOWN);
    expect((await requester.change(change.id)).approvals).toMatchObject([{ state: 'open', decision: null }]);
    await context.close();
  });

  it('Operate shows the running process of a change', async () => {
    const { requester, change } = await openApproval('requester-2', 'Look into the engine');
    const { operateUrl } = await waitFor('the engine to have the change', {}, async () => {
      const now = await requester.change(change.id);
      return now.operateUrl === null ? undefined : now;
    });
    const { page, context } = await newVisit(browser, stand.webAppsUrl);
    await page.goto(String(operateUrl));
    await signInToWebApps(page, 'operator-1');
    await page
      .getByTestId('instance-header')
      .getByText('Take a change from request to implementation')
      .first()
      .waitFor(SHOWN);
    await context.close();
  });

  it('our own page: sign in, find the approval, see the diagram, approve', async () => {
    const title = 'Approve by a button of the page';
    const { requester, change, approval } = await openApproval('requester-1', title);
    const { page, context, complaints } = await newVisit(browser, stand.publicUrl);
    await page.goto(stand.publicUrl);
    await signInAtProvider(page, 'quality-2');
    await page.getByRole('link', { name: title }).click(SHOWN);
    await page.waitForURL(new RegExp(`/changes/${change.id}`), SHOWN);

    const diagram = page.getByRole('group', { name: /^Diagram of the flow/ });
    await diagram.locator('.djs-element').first().waitFor(SHOWN);
    await page.getByText(/^Now at:/).waitFor(SHOWN);

    const card = page.locator(`#${approval.id}`);
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Comment (optional)').fill('Seen on the page.');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await card.getByText('Approved by Quality Approver 2').waitFor(SHOWN);
    await page.getByText(/^Implemented .* in every owning system\.$/).waitFor(SHOWN);

    const done = await requester.waitForState(change.id, 'implemented', { timeoutMs: 60_000 });
    expect(done.approvals[0]?.decision).toMatchObject({ by: 'quality-2', via: 'web', comment: 'Seen on the page.' });
    // Chromium logs the answer by which the page learns that nobody is signed in yet.
    expect(complaints.filter((complaint) => !/\/api\/v1\/me: .* 401/.test(complaint))).toEqual([]);
    await context.close();
  });
});

/** The page that an action opens in another tab. */
async function opened(page: Page, action: () => Promise<void>): Promise<Page> {
  const [next] = await Promise.all([page.context().waitForEvent('page', SHOWN), action()]);
  return next;
}

async function refusals(reader: PersonAtWork, change: ChangeView) {
  return (await reader.timeline(change.id))
    .filter(({ kind }) => kind === 'approval.decision-refused')
    .map(({ actor, via, facts }) => [actor, via, facts['code']]);
}
