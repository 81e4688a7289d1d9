import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { everyLook, findings } from './support/axe';
import { operatorOf } from './support/operator';
import { everybodyLeaves, type Person } from './support/person';

const services = ['identity', 'tenancy', 'notifier', 'scheduler'];

describe('the page of the services', () => {
  let system: System;
  let olga: Person;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
  });
  afterAll(everybodyLeaves);

  const rowOf = (page: Page, service: string) =>
    page
      .getByRole('table', { name: 'Services and what waits in them' })
      .getByRole('row')
      .filter({ hasText: service });

  it('[B6] shows how messages flow and what each service has to do, and leads to what can be done about it', async () => {
    const { page } = olga;
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await page.getByRole('heading', { name: 'Services', level: 1 }).waitFor();
    for (const service of services) {
      await rowOf(page, service).getByText('Answers').waitFor();
      await rowOf(page, service).getByText('1 replica').waitFor();
    }
    const picture = page.getByRole('img', { name: /How messages go/ });
    await picture.getByText('notifier').waitFor();
    expect(await picture.getByText('Answers').count()).toBe(4);
    expect(await findings(page, everyLook)).toEqual([]);

    // A service that is away, and one that holds something up: the next look says so, the others stay as they are.
    const problem = { status: 503, code: 'service.unavailable', title: 'Not now' };
    await page.route('**/api/tenancy/v1/operations', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.route('**/api/identity/v1/operations', async (route) => {
      const response = await route.fetch();
      const told = (await response.json()) as { streams: object };
      await route.fulfill({ response, json: { ...told, streams: { ...told.streams, parked: 2 } } });
    });
    await rowOf(page, 'tenancy').getByText('Does not answer').waitFor();
    await picture.getByText('Does not answer').waitFor();
    await picture.getByText('Stuck').waitFor();
    expect(await rowOf(page, 'notifier').getByText('Answers').count()).toBe(1);
    expect(await findings(page, everyLook)).toEqual([]);
    await page.unroute('**/api/tenancy/v1/operations');
    await rowOf(page, 'tenancy').getByText('Answers').waitFor();

    await rowOf(page, 'scheduler')
      .getByRole('link', { name: /On time/ })
      .click();
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'identity, Parked: 2' }).click();
    await page.getByRole('heading', { name: 'Stuck messages', level: 1 }).waitFor();
    await page.unroute('**/api/identity/v1/operations');
  });
});
