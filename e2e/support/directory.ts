import type { Locator, Page } from 'playwright-core';
import { findings } from './axe';
import { ownOrganization } from './call';
import { textOf } from './download';

export const dialogOf = (page: Page) => page.getByRole('dialog');

/** Opens a tab of a user's page from the list. */
export const openUser = async (page: Page, name: string, tab: string) => {
  await page.goto(`/users?q=${encodeURIComponent(name.split(' ')[1] ?? name)}`);
  await page.getByRole('link', { name }).click();
  await page.getByRole('tab', { name: tab }).click();
};

/** Clicks a button whose module arrives between press and release. */
async function clickWhileItLoads(page: Page, button: Locator, module: string) {
  const code = `**/assets/${module}-*.js`;
  let pass = () => {};
  const mayPass = new Promise<void>((resolve) => (pass = resolve));
  await page.route(code, (route) => mayPass.then(() => route.continue()));
  await button.hover();
  await page.mouse.down();
  const arrived = page.waitForEvent('requestfinished', (request) =>
    request.url().includes(`/assets/${module}-`),
  );
  pass();
  await arrived;
  // What the browser does with the code, it has done by the second frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await page.unroute(code);
}

/** Filters the list of users of the story "access and sight" by a role, keeps that as a view, and comes back to it. */
export async function narrowTheList(page: Page): Promise<void> {
  await page.goto('/users');
  await page.getByRole('button', { name: 'Filters' }).click();
  await dialogOf(page).getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Chat operator' }).click();
  await page.getByText('1 user', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialogOf(page).getByRole('button', { name: 'Show list' }).click();
  await page.getByRole('button', { name: 'Remove filter: Role: Chat operator' }).waitFor();
  await page.getByRole('link', { name: 'Ana Ruiz' }).waitFor();

  await clickWhileItLoads(page, page.getByRole('button', { name: 'Saved views' }), 'ViewItems');
  await page.getByRole('menuitem', { name: /^Save or remove/ }).click();
  await dialogOf(page).getByLabel('Name of the view').fill('Our chat');
  expect(await findings(page)).toEqual([]);
  await dialogOf(page).getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('button', { name: 'Reset filters' }).click();
  await page.getByRole('link', { name: 'Iris Holm' }).waitFor();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Our chat' }).click();
  await page.getByRole('link', { name: 'Iris Holm' }).waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('roleId')).toBe('chat_operator');
  await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: 'Deactivated' }).click();
  await page.getByText('No match').waitFor();
  await page.goBack();
}

/** Exports and prints the list with one user, whose address is given, and finds the export in the history. */
export async function takeTheListAway(page: Page, email: string): Promise<void> {
  // Values of the address are JSON.
  await page.goto(`/users?q=${encodeURIComponent(JSON.stringify('"ana ruiz"'))}`);
  await page.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  await dialogOf(page).getByText('“"ana ruiz"”').waitFor();
  expect(await findings(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialogOf(page).getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^users_Fjord-Logistics_\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await textOf(file)).split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(email);

  await page.getByRole('link', { name: 'Print' }).click();
  await page.getByRole('heading', { name: 'Users of Fjord Logistics', level: 1 }).waitFor();
  await page.getByText(/by Eva Lindqvist$/).waitFor();
  await page.getByRole('cell', { name: email }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await findings(page)).toEqual([]);

  await page.goto(`/organizations/${await ownOrganization(page)}?tab=history`);
  await page.getByText('1 user as CSV').waitFor();
}
