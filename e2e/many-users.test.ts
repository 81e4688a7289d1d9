import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { acceptByCode, password } from './support/accounts';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import { everybodyLeaves, openAccount, type Person, person } from './support/person';
import { textOf } from './support/download';

const mia = { organization: 'Auk Retail', firstName: 'Mia', lastName: 'Strand', email: 'mia@auk.example' };
const colleagues = ['Ada', 'Bea', 'Cem'].map((firstName) => ({
  firstName,
  lastName: 'Holm',
  email: `${firstName.toLowerCase()}@auk.example`,
}));
const pending = Array.from({ length: 60 }, (_, at) => `pending.${at}@auk.example`);

describe('acts on many users', () => {
  let system: System;
  let administrator: Person;

  beforeAll(async () => {
    system = runningSystem();
    administrator = await person(system);
    const { page } = administrator;
    await openAccount(page, system, mia);
    const organizationId = await ownOrganization(page);
    const addresses = [...colleagues.map(({ email }) => email), ...pending];
    const body = { organizationId, addresses, accountType: 'standard', language: 'en' };
    await call(page, 'POST', '/identity/v1/invitations', body);
    for (const colleague of colleagues) await acceptByCode(system, colleague);
  });
  afterAll(everybodyLeaves);

  const dialog = (page: Page) => page.getByRole('dialog');
  const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
  const bar = (page: Page) => page.getByRole('region', { name: 'Selected users' });

  it('[L14] blocks whom one has selected, by box, by range and by key, says why not, and gives the results as CSV', async () => {
    const { page } = administrator;
    await page.goto('/users?q=Holm');
    await page.getByText('3 users', { exact: true }).waitFor();
    await page.goto('/users?status=active');
    await box(page, 'Ada Holm').click();
    await box(page, 'Cem Holm').click({ modifiers: ['Shift'] });
    await bar(page).getByText('3 users selected').waitFor();
    await page.keyboard.press('Escape');
    await bar(page).waitFor({ state: 'detached' });

    await box(page, 'Ada Holm').click();
    await page.getByRole('link', { name: 'Bea Holm' }).focus();
    await page.keyboard.press('x');
    await box(page, `${mia.firstName} ${mia.lastName}`).click();
    await bar(page).getByText('3 users selected').waitFor();
    expect(await findings(page)).toEqual([]);

    await bar(page).getByRole('button', { name: 'Block…' }).click();
    await dialog(page).getByRole('button', { name: 'Block' }).click();
    await dialog(page).getByText('Say why').waitFor();
    await dialog(page).getByLabel('Reason').fill('Contract has ended');
    expect(await findings(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Block' }).click();
    await dialog(page).getByText('2 done · 1 failed').waitFor();
    await dialog(page).getByText('You cannot do this to yourself').waitFor();
    expect(await findings(page)).toEqual([]);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      dialog(page).getByRole('button', { name: 'Results as CSV' }).click(),
    ]);
    const lines = (await textOf(file)).split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines.filter((line) => line.includes('"Done"'))).toHaveLength(2);
    await dialog(page).getByRole('button', { name: 'Try the failed again (1)' }).click();
    await dialog(page).getByText('2 done · 1 failed').waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await box(page, 'Ada Holm').waitFor({ state: 'detached' });
    await bar(page).waitFor({ state: 'detached' });
  });

  it('[L14] [A2] gives a role to whom one has selected, says to whom it could not, and takes it away again', async () => {
    const { page } = administrator;
    await page.goto('/users?q=Holm');
    const chosen = async (...names: string[]) => {
      for (const name of names) await box(page, name).click();
      await bar(page).waitFor();
    };
    const role = async (act: string, name: string) => {
      await bar(page)
        .getByRole('button', { name: `${act}…` })
        .click();
      await dialog(page).getByRole('combobox', { name: 'Role' }).click();
      await page.getByRole('option', { name }).click();
      expect(await findings(page)).toEqual([]);
      await dialog(page).getByRole('button', { name: act }).click();
    };
    const close = () => dialog(page).getByRole('button', { name: 'Close' }).last().click();

    // Where no stream tells how far a job is, it is asked for.
    await page.route('**/v1/jobs/*/events', (route) => route.abort());
    await chosen('Bea Holm', 'Cem Holm');
    await role('Give role', 'Chat operator');
    await dialog(page).getByText('2 done').waitFor();
    await dialog(page).getByText('Role: Chat operator').waitFor();
    await page.unroute('**/v1/jobs/*/events');
    await close();
    await page.goto('/users?roleId=chat_operator');
    await page.getByText('2 users', { exact: true }).waitFor();
    await chosen('Cem Holm');
    await role('Take role away', 'Chat operator');
    await dialog(page).getByText('1 done').waitFor();
    await close();
    await page.getByText('1 user', { exact: true }).waitFor();
    await chosen('Bea Holm');
    await role('Give role', 'Auditor');
    await dialog(page).getByText('0 done · 1 failed').waitFor();
    await dialog(page).getByText('The role is not for this user').waitFor();
    expect(await findings(page)).toEqual([]);
    await close();
  });

  it('[L5] [L6] [L8] acts on one from the menu of the row: unblocks, deactivates and takes it back, removes', async () => {
    const { page } = administrator;
    await page.goto('/users?q=Ada');
    const choose = async (act: string) => {
      await page.getByRole('button', { name: 'Actions for Ada Holm' }).click();
      await page.getByRole('menuitem', { name: act }).and(page.locator(':not([aria-disabled])')).click();
    };
    await choose('Unblock…');
    await dialog(page).getByRole('button', { name: 'Unblock user' }).click();
    await page.getByText('Ada Holm is unblocked.').waitFor();
    await choose('Deactivate…');
    await dialog(page).getByLabel('Comment (optional)').fill('On leave');
    await dialog(page).getByRole('button', { name: 'Deactivate user' }).click();
    await page.getByText('Ada Holm is deactivated.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Ada Holm is active again.').waitFor();
    await page.getByRole('button', { name: 'Actions for Ada Holm' }).click();
    await page.getByRole('menuitem', { name: 'Block…' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await choose('Remove…');
    await dialog(page).getByLabel('Your own password').fill(password);
    await dialog(page).getByRole('button', { name: 'Remove user' }).click();
    await page.getByText('Ada Holm is removed.').waitFor();
    await page.getByText('No match').waitFor();
  });

  it('[L14] removes all who match, with the own password, while one is elsewhere', async () => {
    const { page } = administrator;
    await page.goto('/users?status=pending');
    await page.getByRole('checkbox', { name: 'Select all users shown' }).click();
    await bar(page).getByText('50 users selected').waitFor();
    await bar(page).getByRole('button', { name: 'Select all 60 that match' }).click();
    await bar(page).getByText('All 60 that match are selected').waitFor();
    await bar(page).getByRole('button', { name: 'Remove…' }).click();
    await dialog(page).getByLabel('Your own password').fill('not my password');
    await dialog(page).getByRole('button', { name: 'Remove' }).click();
    await dialog(page).getByText('This is not your password.').waitFor();
    await dialog(page).getByLabel('Your own password').fill(password);
    await dialog(page).getByRole('button', { name: 'Remove' }).click();
    await dialog(page)
      .getByRole('button', { name: /^(Go on in the background|Close)$/ })
      .last()
      .click();

    await page.goto('/organizations');
    await page.getByRole('button', { name: /^Bulk actions/ }).click();
    await page.getByRole('menuitem', { name: 'Remove: 60 users' }).click();
    await page.getByRole('heading', { name: 'Remove: 60 users', level: 1 }).waitFor();
    await page.getByText('60 done').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto('/users?status=pending');
    await page.getByText('No match').waitFor();
  });
});
