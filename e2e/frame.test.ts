import type { Page, Route } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { everyLook, findings, narrowLooks } from './support/axe';
import { operatorOf } from './support/operator';
import { elsewhere, everybodyLeaves, openAccount, type Person, person } from './support/person';

const eva = {
  organization: 'Dunlin Foods',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@dunlin.example',
};

/** What the console shows where it is narrow, and while what it asks for does not come. */
describe('the frame of the console', () => {
  let system: System;
  let master: Person;
  let olga: Person;

  beforeAll(async () => {
    system = runningSystem();
    master = await person(system);
    [olga] = await Promise.all([operatorOf(system), openAccount(master.page, system, eva)]);
  });

  afterAll(everybodyLeaves);

  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

  it('has its menu behind a button where the screen is narrow', async () => {
    const page = await olga.page.context().newPage();
    await page.setViewportSize({ width: 400, height: 900 });
    await page.goto('/users');
    await page.getByRole('button', { name: 'Open menu' }).click();
    const menu = page.getByRole('dialog', { name: 'Main menu' });
    await menu.getByRole('link', { name: 'Services' }).waitFor();
    expect(await findings(page, narrowLooks)).toEqual([]);
    await page.setViewportSize({ width: 400, height: 900 });
    await menu.getByRole('link', { name: 'Jobs' }).click();
    await heading(page, 'Jobs');
    await menu.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('waits, says what could not be loaded, and tries again', async () => {
    const page = await master.page.context().newPage();
    const problem = (status: number, code: string) => (route: Route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { status, code } });
    await page.route('**/api/tenancy/v1/me', problem(500, 'internal'));
    await page.goto('/users');
    await heading(page, 'Something broke here');
    expect(await findings(page, everyLook)).toEqual([]);
    await page.unroute('**/api/tenancy/v1/me');

    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/tenancy/v1/directory/users?*', async (route) => {
      await held;
      await problem(503, 'service.unavailable')(route);
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table', { name: 'Users' }).waitFor();
    expect(await findings(page, everyLook)).toEqual([]);
    answer();
    const failed = page.getByRole('alert').filter({ hasText: 'That did not work' });
    await failed.waitFor();
    expect(await findings(page, everyLook)).toEqual([]);
    await page.unroute('**/api/tenancy/v1/directory/users?*');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Eva Lindqvist' }).waitFor();
    await page.close();
  });

  it('says that the services cannot be reached, and that the browser is offline, for as long as it is so', async () => {
    const { page, close } = await elsewhere(system, master);
    await page.goto('/users');
    await page.getByRole('link', { name: 'Eva Lindqvist' }).waitFor();
    const banner = (title: string) => page.getByRole('alert').filter({ hasText: title });
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('searchbox', { name: 'Search users' }).fill('Eva');
    await banner('The service cannot be reached').waitFor();
    expect(await findings(page, everyLook)).toEqual([]);
    await page.unroute('**/api/**');
    await banner('The service cannot be reached').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Eva Lindqvist' }).waitFor();
    await banner('The service cannot be reached').waitFor({ state: 'hidden' });

    await page.context().setOffline(true);
    await page.getByRole('searchbox', { name: 'Search users' }).fill('Lindqvist');
    await banner('You are offline').waitFor();
    await banner('That did not work').waitFor();
    expect(await findings(page, everyLook)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Eva Lindqvist' }).waitFor();
    await banner('You are offline').waitFor({ state: 'hidden' });
    await close();
  });
});
