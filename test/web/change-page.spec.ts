import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf, inHours, PEOPLE } from './fixture-data.ts';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const PAGE = '/changes/CR-2026-000123';
const byAnother = {
  verdict: 'rejected',
  by: 'quality-2',
  byName: 'Quality Approver 2',
  via: 'owning-system',
  at: inHours(-0.05),
  comment: 'Tool not released.',
} as const;

describe('the page of a change', () => {
  it('says in one sentence what it waits for, since when and until when', async () => {
    const { page } = await tests.open(PAGE);
    await page.getByText(/^Waiting for quality since \w+, due in 3 hours\.$/).waitFor();
  });

  it('shows who decided what through which door under which rule', async () => {
    const { page } = await tests.open(PAGE);
    const card = page.locator('#CR-2026-000123-A2');
    await card.getByText('Approved by Engineering Approver 1 through Windchill').waitFor();
    await card.getByText('Strength calculation checked.').waitFor();
    await card.getByText('Asked for by rule 4 of selectApprovals v12').waitFor();
    expect(await card.getByRole('link', { name: /CN-00317 in Windchill/ }).getAttribute('href')).toBe(
      'http://localhost:4002/changes/CN-00317',
    );
    expect(await card.getByRole('button').count()).toBe(0);
  });

  it('approves with the digest of the content that was shown', async () => {
    const { page, server, complaints } = await tests.open(PAGE);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve for quality' });
    await dialog.getByLabel('Comment (optional)').fill('  Fine with me.  ');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('Approved by Quality Approver 1 through web inbox').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);

    const posts = server.state.requests.filter(({ method }) => method === 'POST');
    expect(posts).toEqual([
      {
        method: 'POST',
        path: '/api/v1/approvals/CR-2026-000123-A1/decision',
        csrf: '1',
        body: { decision: 'approved', comment: 'Fine with me.', contentDigest: digestOf('CR-2026-000123') },
      },
    ]);
    expect(complaints).toEqual([]);
  });

  it('does not reject without a reason', async () => {
    const { page, server } = await tests.open(PAGE);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByRole('button', { name: 'Reject the change' }).click();
    await page.getByText('Say why you reject this change.').waitFor();
    expect(server.state.requests.filter(({ method }) => method === 'POST')).toEqual([]);

    await page.getByLabel('Reason (required)').fill('The tool is not released.');
    await page.getByRole('button', { name: 'Reject the change' }).click();
    await page.getByText('Rejected by Quality Approver 1 through web inbox').waitFor();
  });

  it('does nothing when the dialog is left', async () => {
    const { page, server } = await tests.open(PAGE);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(server.state.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('tells who was first, where and when, and what he decided', async () => {
    const { page, server } = await tests.open(PAGE);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    server.state.decide('CR-2026-000123-A1', byAnother);
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await page
      .getByText('Quality Approver 2 rejected this through Arena, 3 minutes ago. Your decision was not recorded.')
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Rejected by Quality Approver 2 through Arena').waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });

  it('refuses to decide about content that changed since it was shown', async () => {
    const { page, server } = await tests.open(PAGE);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const approval = server.state.approval('CR-2026-000123-A1');
    if (approval === undefined) throw new Error('The fixture lost its approval.');
    approval.contentDigest = digestOf('something else');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('The change is not the one that was shown.').waitFor();
    expect(approval.state).toBe('open');
  });

  it('keeps the typed reason when the platform is away, and sends it when it is back', async () => {
    const { page, server } = await tests.open(PAGE);
    const path = '/api/v1/approvals/CR-2026-000123-A1/decision';
    server.state.broken.add(path);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByLabel('Reason (required)').fill('The tool is not released.');
    await page.getByRole('button', { name: 'Reject the change' }).click();
    await page.getByText('Your decision was not recorded').waitFor();
    expect(await page.getByLabel('Reason (required)').inputValue()).toBe('The tool is not released.');
    server.state.broken.delete(path);
    await page.getByRole('button', { name: 'Reject the change' }).click();
    await page.getByText('Rejected by Quality Approver 1 through web inbox').waitFor();
  });

  it('offers no decision to the requester, and says why', async () => {
    const { page } = await tests.open(PAGE, {}, ({ state }) => (state.me = PEOPLE.requester));
    await page.getByText('You raised this change, so somebody else decides it.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });

  it('lets the requester withdraw with a reason, after a confirmation', async () => {
    const { page, server } = await tests.open(PAGE, {}, ({ state }) => {
      state.me = PEOPLE.requester;
      Object.assign(state.change('CR-2026-000123') ?? {}, { mayWithdraw: true });
    });
    await page.getByRole('button', { name: 'Withdraw change' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Say why you withdraw the change.').waitFor();
    await page.getByLabel('Reason (required)').fill('Superseded.');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText(/^Withdrawn by its requester at/).waitFor();
    expect(server.state.change('CR-2026-000123')?.outcomeReason).toBe('Superseded.');
  });

  it('tells everything that happened, newest first', async () => {
    const { page } = await tests.open(PAGE);
    const entries = page.locator('.timeline > li');
    await entries.first().waitFor();
    const sentences = await entries.locator('p:first-child').allInnerTexts();
    expect(sentences).toEqual([
      'The engineering approval was given.',
      'Quality approvers were reminded.',
      'An attempt to approve CR-2026-000123-A1 was turned down.',
      'Engineering approvers were asked for the engineering approval, owned by Windchill.',
      'Quality approvers were asked for the quality approval, owned by Arena.',
      'The change was checked, and its flow began.',
      'The change was submitted for approval.',
      'The change was created.',
    ]);
  });

  it('marks passed and current elements in the running diagram, also of a called process', async () => {
    const { page, complaints } = await tests.open(PAGE);
    await page.getByText('Now at: Get one approval').waitFor();
    expect(await page.locator('[data-element-id="validate-change"].is-completed').count()).toBe(1);
    expect(await page.locator('[data-element-id="get-approvals"].is-active').count()).toBe(1);
    expect(await page.locator('[data-element-id="implement-change"]:is(.is-completed, .is-active)').count()).toBe(0);

    await page.getByLabel('Flow', { exact: true }).selectOption({ label: 'Get one approval · Quality' });
    await page.getByText('Now at: Decide').waitFor();
    expect(await page.locator('[data-element-id="decide"].is-active').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('opens a called process by a click on its call', async () => {
    const { page } = await tests.open(PAGE);
    await page.locator('[data-element-id="get-approvals"]').first().click();
    await page.getByText('Now at: Decide').waitFor();
  });

  it('brings the approval into view that a link names', async () => {
    const { page } = await tests.open('/approvals/CR-2026-000123-A1', { viewport: { width: 360, height: 500 } });
    await page.locator('#CR-2026-000123-A1.card--wanted').waitFor();
    expect(new URL(page.url()).pathname).toBe(PAGE);
    const box = await page.locator('#CR-2026-000123-A1').boundingBox();
    expect(box !== null && box.y >= 0 && box.y < 500).toBe(true);
  });

  it('says so when there is no such change', async () => {
    const { page } = await tests.open('/changes/CR-2026-999999');
    await page.getByRole('heading', { name: 'There is no change CR-2026-999999' }).waitFor();
  });
});
