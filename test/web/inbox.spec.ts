import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from './fixture-data.ts';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const lateTile = /^Late \d+ Show/;

describe('the inbox', () => {
  it('starts an approver with what is his, and everybody else with the whole', async () => {
    const { page } = await tests.open('/');
    await page.getByText('9 approvals', { exact: true }).waitFor();
    expect(await page.getByRole('tab', { name: 'Mine' }).getAttribute('aria-selected')).toBe('true');

    const manager = await tests.open('/', {}, ({ state }) => (state.me = PEOPLE.manager));
    await manager.page.getByText('25 shown, more to load').waitFor();
    expect(await manager.page.getByRole('tab', { name: 'Everybody' }).getAttribute('aria-selected')).toBe('true');
  });

  it('tells of each approval what is asked, of whom, since when and until when', async () => {
    const { page } = await tests.open('/?q=bracket');
    const row = page.getByRole('row', { name: /CR-2026-000123/ });
    await row.waitFor();
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells.map((cell) => cell.replaceAll(/\s+/g, ' '))).toEqual([
      'CR-2026-000123 Reinforce the bracket of the pump housing',
      'Quality approval Yours to decide',
      'Arena CHG-000045',
      '1',
      'Quality approvers',
      'yesterday',
      'in 3 hours',
      'None',
    ]);
  });

  it('says in words that an approval is late', async () => {
    const { page } = await tests.open('/?scope=all&late=true');
    await page.getByText('6 approvals', { exact: true }).waitFor();
    expect(await page.getByText(/^Late by/).count()).toBe(6);
  });

  it('keeps its filters in the address, so that a reload and the back button show the same', async () => {
    const { page } = await tests.open('/?scope=all');
    await page.getByLabel('Owning system', { exact: true }).selectOption('windchill');
    await page.getByRole('button', { name: lateTile }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?scope=all&system=windchill&late=true');
    await page.getByText('1 approval', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Connector with locking lever' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Connector with locking lever on the control unit' }).waitFor();
    await page.goBack();
    await page.getByText('1 approval', { exact: true }).waitFor();
    expect(await page.getByLabel('Owning system', { exact: true }).inputValue()).toBe('windchill');
    expect(await page.getByLabel('Late only').isChecked()).toBe(true);
  });

  it('ignores what an address cannot mean', async () => {
    const { page, complaints } = await tests.open('/?scope=everyone&domain=magic&system=%3Cb%3E&late=perhaps');
    await page.getByText('9 approvals', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('searches when the typing pauses, with one request for the whole word', async () => {
    const { page, server } = await tests.open('/?scope=all');
    await page.getByText('25 shown, more to load').waitFor();
    await page.getByRole('searchbox').pressSequentially('adhesive', { delay: 20 });
    await page.getByText('5 approvals', { exact: true }).waitFor();
    const searches = server.state.requests
      .map(({ path }) => new URL(path, server.url).searchParams.get('q'))
      .filter((text) => text !== null);
    expect(new Set(searches)).toEqual(new Set(['adhesive']));
  });

  it('loads the next page behind what is shown', async () => {
    const { page } = await tests.open('/?scope=all');
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('31 approvals', { exact: true }).waitFor();
    expect(await page.getByRole('row').count()).toBe(32);
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0);
  });

  it('lets go of an approval that was decided elsewhere, without a reload', async () => {
    const { page, server } = await tests.open('/?q=bracket');
    await page.getByRole('link', { name: 'Reinforce the bracket' }).waitFor();
    server.state.decide('CR-2026-000123-A1', {
      verdict: 'approved',
      by: 'quality-2',
      byName: 'Quality Approver 2',
      via: 'slack',
      at: new Date().toISOString(),
      comment: '',
    });
    await page.getByRole('heading', { name: 'No approval matches these filters' }).waitFor({ timeout: 10_000 });
  });

  it('says what to do when nothing waits', async () => {
    const { page } = await tests.open('/', {}, ({ state }) => (state.changes = []));
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
    await page.getByRole('button', { name: 'Everybody' }).click();
    await page.getByRole('heading', { name: 'Nothing waits for a decision' }).waitFor();
  });

  it('says what happened when the platform does not answer, and recovers on request', async () => {
    const { page, server } = await tests.open('/', {}, ({ state }) => state.broken.add('/api/v1/approvals'));
    await page.getByText('This could not be loaded').waitFor({ timeout: 15_000 });
    await page.getByText('Try again in a moment.').waitFor();
    server.state.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('9 approvals', { exact: true }).waitFor();
  });

  it('keeps what it shows when an update fails, and says that it may be out of date', async () => {
    const { page, server } = await tests.open('/');
    await page.getByText('9 approvals', { exact: true }).waitFor();
    server.state.broken.add('/api/v1/approvals');
    await page.getByText('The last update failed.').waitFor({ timeout: 20_000 });
    expect(await page.getByRole('row').count()).toBe(10);
  });

  it('leaves for the sign-in without a session, and comes back to the same view', async () => {
    const { page, server } = await tests.open('/changes?type=document', {}, ({ state }) => (state.me = null));
    await expect.poll(() => server.state.requests.some(({ path }) => path.startsWith('/auth/login'))).toBe(true);
    const login = server.state.requests.find(({ path }) => path.startsWith('/auth/login'));
    expect(login?.path).toBe('/auth/login?returnTo=%2Fchanges%3Ftype%3Ddocument');
    server.state.me = PEOPLE.quality;
    await page.getByRole('heading', { level: 1, name: 'Changes' }).waitFor();
    expect(new URL(page.url()).search).toBe('?type=document');
  });
});
