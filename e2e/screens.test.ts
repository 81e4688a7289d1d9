import { eventually } from '@tenantry/testing';
import type { Browser, Page } from 'playwright-core';
import { startSystem, type System } from './harness';
import { findings } from './support/axe';
import { openBrowser } from './support/browser';
import { linkTo } from './support/mailbox';
import { bootstrapOperator, operator } from './support/operator';
import { acceptInvitation, askForAccount, openAccount, type Person, person, signIn } from './support/person';

const eva = {
  organization: 'Fjord Logistics',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@fjord.example',
};

/** Each screen in each of its states: nothing for axe to find, light and dark, wide and at 400 pixels. */
describe('every screen', () => {
  let system: System;
  let browser: Browser;
  let guest: Person;
  let administrator: Person;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), openBrowser()]);
    await bootstrapOperator(system);
    guest = await person(browser, system);
    administrator = await person(browser, system);
    await acceptInvitation(guest.page, system, operator);
    await guest.close();
    guest = await person(browser, system);
    await openAccount(administrator.page, system, eva);
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { name, level: 1 }).waitFor();

  it('signs in and refuses', async () => {
    const { page } = guest;
    await page.goto('/sign-in');
    await heading(page, 'Sign in');
    expect(await findings(page)).toEqual([]);
    await signIn(page, 'nobody@fjord.example');
    await page.getByText('User name, e-mail or password is not right.').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('opens an account: the form, its errors, the mail that is on its way, the password', async () => {
    const { page } = guest;
    await page.goto('/open-account');
    await page.getByLabel('E-mail').fill('not an address');
    await page.getByRole('button', { name: 'Open account' }).click();
    await page.getByText('Please fill in this field.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await askForAccount(page, { ...eva, organization: 'Second Company', email: 'nils@second.example' });
    expect(await findings(page)).toEqual([]);
    await page.goto(await linkTo(system, 'nils@second.example'));
    await heading(page, 'Choose your password');
    expect(await findings(page)).toEqual([]);
  });

  it('[C10] explains links that do not work, and links of another environment', async () => {
    const { page } = guest;
    await page.goto(`/accept-invitation#code=test.${'A'.repeat(43)}`);
    await heading(page, 'This link is not valid');
    expect(await findings(page)).toEqual([]);
    await page.goto('/sign-in');
    await page.goto(`/accept-invitation#code=staging.${'A'.repeat(43)}`);
    await heading(page, 'This link belongs to another environment');
    expect(await findings(page)).toEqual([]);
    await page.goto('/nowhere');
    await heading(page, 'There is nothing at this address');
    expect(await findings(page)).toEqual([]);
  });

  it('[L9] invites: the form, its summary, the outcomes', async () => {
    const { page } = administrator;
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite users' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('E-mail addresses')
      .fill('ana@fjord.example, someone@mailinator.com, nonsense, ana@fjord.example');
    await dialog.getByText('nonsense').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Send/ }).click();
    await dialog.getByText('What became of your invitations').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  it('[L11] lists users: all, filtered, no match', async () => {
    const { page } = administrator;
    await page.goto('/users?status=pending');
    await page.getByRole('link', { name: /ana/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto('/users?q=nobody-has-this-name');
    await page.getByText('No match').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[L13] shows a user: overview, activity, mail, and the dialogs', async () => {
    const invitee = await person(browser, system);
    await acceptInvitation(invitee.page, system, {
      email: 'ana@fjord.example',
      firstName: 'Ana',
      lastName: 'Ruiz',
    });
    expect(await findings(invitee.page)).toEqual([]);

    const { page } = administrator;
    await page.goto('/users?q=Ruiz');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await heading(page, 'Ana Ruiz');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Mail' }).click();
    await page.getByRole('cell', { name: 'Sent' }).first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText('Account created').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Block…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Block user' }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('dialog').getByLabel('Reason').fill('For a while');
    await page.getByRole('dialog').getByRole('button', { name: 'Block user' }).click();
    await page.getByRole('button', { name: 'Unblock…' }).click();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await invitee.page.reload();
    await heading(invitee.page, /Your session has ended|Sign in/);
    expect(await findings(invitee.page)).toEqual([]);
    await invitee.close();
  });

  it('[A8] does not tell what it may not show', async () => {
    const { page } = administrator;
    await page.goto('/users/00000000-0000-4000-8000-000000000000');
    await page.getByText('There is no such user, or you cannot see the account').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto('/jobs');
    await page.getByText('Jobs belong to those who operate the installation').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[B6] shows jobs and their runs to those who operate the installation', async () => {
    const root = await person(browser, system);
    await signIn(root.page, operator.email);
    await root.page.getByRole('link', { name: 'Jobs' }).click();
    await root.page.getByRole('button', { name: /Run now/ }).click();
    await root.page.getByText('Succeeded').first().waitFor();
    expect(await findings(root.page)).toEqual([]);
    await root.close();
  });

  it('[B3] shows traces and one of them in full', async () => {
    const { page } = administrator;
    await page.goto('/traces');
    await eventually(
      async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        await page
          .getByRole('link', { name: /block user/ })
          .first()
          .waitFor({ timeout: 1_000 });
      },
      { within: 20_000 },
    );
    expect(await findings(page)).toEqual([]);
    await page
      .getByRole('link', { name: /block user/ })
      .first()
      .click();
    await page.getByText('identity').first().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it.each([
    ['es-ES', 'Iniciar sesión'],
    ['ru-RU', 'Войти'],
    ['de-DE', 'Anmelden'],
  ])('speaks the language of the browser (%s)', async (locale, words) => {
    const { page, close } = await person(browser, system, { locale });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: words }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
    expect(await findings(page)).toEqual([]);
    await close();
  });
});
