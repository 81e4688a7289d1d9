import { eventually } from '@tenantry/testing';
import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { everyLook, findings, findingsAt, together } from './support/axe';
import { linkTo } from './support/mailbox';
import { operatorOf } from './support/operator';
import {
  acceptInvitation,
  askForAccount,
  everybodyLeaves,
  fillInAccount,
  openAccount,
  type Person,
  person,
  saidOf,
  signIn,
} from './support/person';

const eva = {
  organization: 'Gannet Foods',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@gannet.example',
};

/** Each screen in each of its states: nothing for axe to find, light and dark, wide and at 400 pixels. */
describe('every screen', () => {
  let system: System;
  let guest: Person;
  let administrator: Person;
  let root: Person;

  beforeAll(async () => {
    system = runningSystem();
    guest = await person(system);
    administrator = await person(system);
    [root] = await Promise.all([operatorOf(system), openAccount(administrator.page, system, eva)]);
  });

  afterAll(everybodyLeaves);

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { name, level: 1 }).waitFor();

  it('signs in and refuses', async () => {
    const { page } = guest;
    await page.goto('/sign-in');
    await heading(page, 'Sign in');
    expect(await findings(page, everyLook)).toEqual([]);
    await signIn(page, 'nobody@gannet.example');
    await page.getByText('User name, e-mail or password is not right.').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('leads whoever is signed in from the sign-in to where they wanted to go', async () => {
    const { page } = administrator;
    await page.goto('/sign-in?to=%2Fusers%3Fq%3DEva');
    await heading(page, 'Users');
    expect(await page.getByRole('searchbox', { name: 'Search users' }).inputValue()).toBe('Eva');
  });

  it('opens an account: the form, its errors, the mail that is on its way, the password', async () => {
    const { page } = guest;
    await page.goto('/open-account');
    await page.getByLabel('E-mail').fill('not an address');
    await page.getByRole('button', { name: 'Open account' }).click();
    await page.getByText('Please fill in this field.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    const second = { ...eva, organization: 'Second Company', email: 'nils@mailinator.com' };
    await fillInAccount(page, second);
    await page.getByText('Disposable addresses are not accepted').waitFor();
    expect(await saidOf(page.getByLabel('E-mail'))).toContain('Disposable addresses');
    await askForAccount(page, { ...second, email: 'nils@second.example' });
    expect(await findings(page)).toEqual([]);
    await page.goto(await linkTo(system, 'nils@second.example'));
    await heading(page, 'Choose your password');
    expect(await findings(page)).toEqual([]);
  });

  it('[C10] explains links that do not work, and links of another environment', async () => {
    const found = await together([
      findingsAt(guest, `/accept-invitation#code=test.${'A'.repeat(43)}`, (page) =>
        heading(page, 'This link is not valid'),
      ),
      findingsAt(guest, `/accept-invitation#code=staging.${'A'.repeat(43)}`, (page) =>
        heading(page, 'This link belongs to another environment'),
      ),
      findingsAt(guest, '/nowhere', (page) => heading(page, 'There is nothing at this address')),
    ]);
    expect(found).toEqual([]);
  });

  it('opens the menus of the header with one click, and Escape leads back', async () => {
    const { page } = administrator;
    const button = page.getByRole('button', { name: /Account of Eva Lindqvist/ });
    await button.click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await eventually(async () =>
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true),
    );
  });

  it('[L9] invites: the form, its summary, the outcomes', async () => {
    const { page } = administrator;
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite users' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('E-mail addresses')
      .fill('ana@gannet.example, someone@mailinator.com, nonsense, ana@gannet.example');
    await dialog.getByText('nonsense').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Send/ }).click();
    await dialog.getByText('What became of your invitations').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  it('[L11] lists users: all, filtered, no match', async () => {
    const found = await together([
      findingsAt(administrator, '/users?status=pending', async (page) => {
        await page.getByRole('link', { name: /ana/ }).waitFor();
        await page.getByText('1 user', { exact: true }).waitFor();
      }),
      findingsAt(administrator, '/users?q=nobody-has-this-name', (page) =>
        page.getByText('No match').waitFor(),
      ),
    ]);
    expect(found).toEqual([]);
  });

  it('says that an organization is being prepared', async () => {
    const page = await administrator.page.context().newPage();
    // What tenancy answers until it has heard of a new organization: too short a moment to be looked at.
    await page.route('**/api/tenancy/v1/me', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: '', status: 409, code: 'organization.being_prepared' },
      }),
    );
    await page.goto('/users');
    await page.getByText('Your organization is being prepared').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.close();
  });

  it('[L13] shows a user: overview, activity, mail, and the dialogs', async () => {
    const invitee = await person(system);
    await acceptInvitation(invitee.page, system, {
      email: 'ana@gannet.example',
      firstName: 'Ana',
      lastName: 'Ruiz',
    });
    await invitee.page.getByRole('group', { name: 'Organization path' }).last().waitFor();
    expect(await invitee.page.getByRole('button', { name: 'Block…' }).count()).toBe(0);

    const { page } = administrator;
    await page.goto('/users?q=Ruiz');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await heading(page, 'Ana Ruiz');
    const address = new URL(page.url()).pathname;
    const found = await together([
      findings(invitee.page),
      findings(page),
      findingsAt(administrator, `${address}?tab=mail`, (tab) =>
        tab.getByRole('cell', { name: 'Sent' }).first().waitFor(),
      ),
      findingsAt(administrator, `${address}?tab=activity`, (tab) =>
        tab.getByText('Account created').waitFor(),
      ),
    ]);
    expect(found).toEqual([]);

    await page.getByRole('button', { name: 'Block…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Block user' }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('dialog').getByLabel('Reason').fill('For a while');
    await page.getByRole('dialog').getByRole('button', { name: 'Block user' }).click();
    await page.getByRole('button', { name: 'Unblock…' }).click();
    await invitee.page.reload();
    await heading(invitee.page, /Your session has ended|Sign in/);
    expect(await together([findings(page), findings(invitee.page)])).toEqual([]);
    await page.keyboard.press('Escape');
    await invitee.close();
  });

  it('[A8] does not tell what it may not show', async () => {
    const found = await together([
      findingsAt(administrator, '/users/00000000-0000-4000-8000-000000000000', (page) =>
        page.getByText('There is no such user, or you cannot see the account').waitFor(),
      ),
      findingsAt(administrator, '/jobs', (page) =>
        page.getByText('Jobs belong to those who operate the installation').waitFor(),
      ),
    ]);
    expect(found).toEqual([]);
  });

  it('[B6] shows jobs and their runs to those who operate the installation', async () => {
    const { page } = root;
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByRole('button', { name: 'Run now: Expire invitations' }).click();
    await page.getByText('Succeeded').first().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A3] shows the modules to those who operate the installation, who add one', async () => {
    const { page } = root;
    await page.getByRole('link', { name: 'Modules' }).click();
    await page.getByRole('cell', { name: 'Pricing', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add module' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Roaming');
    await page.getByRole('dialog').getByLabel('Key').fill('roaming');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Roaming', exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[B3] shows traces and one of them in full', async () => {
    const { page } = administrator;
    await page.goto('/traces');
    const block = page.getByRole('link', { name: /block user/ }).first();
    const nameless = page.getByRole('link', { name: /^(click|submit)$/ });
    await eventually(
      async () => {
        await page.getByRole('button', { name: 'Refresh' }).click();
        await block.waitFor({ timeout: 1_000 });
      },
      { within: 20_000 },
    );
    expect(await nameless.count()).toBe(0);
    const trace = (await block.getAttribute('href')) ?? '';
    const found = await together([
      findings(page),
      findingsAt(administrator, trace, (one) => one.getByText('identity').first().waitFor()),
    ]);
    expect(found).toEqual([]);
  });
});
