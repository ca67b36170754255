import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from './fixture-data.ts';
import { PageTests } from './open-page.ts';

const tests = new PageTests();
beforeAll(() => tests.start());
afterAll(() => tests.stop());

const asRequester = ({ state }: Awaited<ReturnType<typeof tests.open>>['server']) => {
  state.me = PEOPLE.requester;
};

describe('submitting a change', () => {
  it('sends what was typed, and shows the new change', async () => {
    const { page, server, complaints } = await tests.open('/submit', {}, asRequester);
    await page.getByText('Supplier change').click();
    await page.getByLabel('Title').fill('  Second source for the seal ring ');
    await page.getByLabel('Site').fill('plant-2');
    await page.getByLabel('Cost impact').fill('1 250,50');
    await page.getByText('High', { exact: true }).click();
    await page.getByText('A supplier must change what he delivers').click();
    await page.getByRole('button', { name: 'Add item' }).click();
    await page.getByRole('group', { name: 'Item 1' }).getByLabel('Number').fill('100-2041');
    await page.getByRole('button', { name: 'Add item' }).click();
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByRole('heading', { level: 1, name: 'Second source for the seal ring' }).waitFor();

    const [post] = server.state.requests.filter(({ method }) => method === 'POST');
    expect(post?.path).toBe('/api/v1/changes');
    expect(post?.body).toEqual({
      type: 'supplier',
      title: 'Second source for the seal ring',
      description: '',
      reason: '',
      site: 'plant-2',
      costImpact: 1250.5,
      currency: 'EUR',
      riskClass: 'high',
      hasSupplierImpact: true,
      affectedItems: [{ number: '100-2041' }],
    });
    expect(complaints).toEqual([]);
  });

  it('names every wrong field, puts the focus on the first, and sends nothing', async () => {
    const { page, server } = await tests.open('/submit', {}, asRequester);
    await page.getByLabel('Title').fill('ab');
    await page.getByLabel('Cost impact').fill('a lot');
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByText('Correct the 3 marked fields.').waitFor();
    await page.getByText('At least 3 characters.').waitFor();
    await page.getByText('Enter an amount such as 1250 or 1250.50.').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('field-title');
    expect(server.state.requests.filter(({ method }) => method === 'POST')).toEqual([]);

    await page.getByLabel('Title').fill('abc');
    await page.getByText('Correct the 2 marked fields.').waitFor();
  });

  it("shows the platform's own objections at their fields", async () => {
    const { page } = await tests.open('/submit', {}, asRequester);
    await page.getByLabel('Title').fill('Please refuse me');
    await page.getByLabel('Site').fill('plant-1');
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByText('is refused by the fixture').waitFor();
    expect(await page.getByLabel('Title').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Title').inputValue()).toBe('Please refuse me');
  });

  it('keeps a draft that its requester submits later', async () => {
    const { page, server } = await tests.open('/submit', {}, asRequester);
    await page.getByLabel('Title').fill('Not sure yet');
    await page.getByLabel('Site').fill('plant-1');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Not submitted yet. Nobody is asked before it is.').waitFor();
    expect(server.state.requests.find(({ method }) => method === 'POST')?.path).toBe('/api/v1/changes?draft=true');

    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByText('The next step is being prepared.').waitFor();
  });
});
