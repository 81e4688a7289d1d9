import { eventually } from '@tenantry/testing';
import { runningSystem, type System } from './harness';
import { findings, findingsAt, together } from './support/axe';
import { call, ownOrganization } from './support/call';
import { dialogOf } from './support/directory';
import { acceptInvitation, everybodyLeaves, openAccount, type Person, person } from './support/person';

const eva = {
  organization: 'Puffin Ferries',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@puffin.example',
};
const ana = { email: 'ana.ruiz@puffin.example', firstName: 'Ana', lastName: 'Ruiz' };

describe('[B9] the help in the console', () => {
  let system: System;
  let master: Person;

  beforeAll(async () => {
    system = runningSystem();
    master = await person(system);
    await openAccount(master.page, system, eva);
  });

  afterAll(everybodyLeaves);

  it('answers beside the screen that the question is about, which stays as it is', async () => {
    const { page } = master;
    await page.goto('/users?status=active');
    await page.getByRole('button', { name: 'Help: Users' }).click();
    const sheet = dialogOf(page);
    await sheet.getByRole('button', { name: 'How do I create a user' }).click();
    await sheet.getByText('You have it.').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/users');

    await page.getByRole('button', { name: 'Create user', exact: true }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Last name').fill('Holm');
    await dialog.getByRole('button', { name: 'Help', exact: true }).click();
    await dialog.getByRole('button', { name: 'How does a new user get the first password?' }).click();
    await dialog.getByText('Nobody chooses a password for somebody else.').waitFor();
    expect(await dialog.getByRole('link').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(await dialog.getByLabel('Last name').inputValue()).toBe('Holm');
  });

  it('finds a question from anywhere, and its answer by any of its words', async () => {
    const { page } = master;
    await page.goto('/account');
    await page.getByRole('button', { name: /^Find and go to/ }).click();
    await dialogOf(page).getByRole('combobox').fill('environment');
    await page.getByRole('option', { name: 'Why can’t I sign in' }).click();
    await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor();
    await page.getByText('Compare the environment on the sign-in page').waitFor();

    await page.getByRole('searchbox', { name: 'Search the help' }).fill('FILM');
    await page.getByText('No answer has these words').waitFor();
    await page.getByRole('searchbox', { name: 'Search the help' }).fill('copying preview');
    await page.getByText('1 question', { exact: true }).waitFor();
    const picture = page.getByRole('img', { name: 'Picture of step 1' });
    await picture.scrollIntoViewIfNeeded();
    await eventually(async () =>
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1000),
    );
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to: Users' }).click();
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await page.goBack();
    await page.getByText('1 question', { exact: true }).waitFor();
  });

  it('tells whoever may not do it so, without a way there, and speaks the language of the console', async () => {
    const organizationId = await ownOrganization(master.page);
    await call(master.page, 'POST', '/identity/v1/invitations', {
      organizationId,
      addresses: [ana.email],
      accountType: 'standard',
      language: 'en',
    });
    const user = await person(system);
    await acceptInvitation(user.page, system, ana);
    const { page } = user;
    await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'How do I reset a user’s password?' }).click();
    await page.getByText('You do not have it: ask an administrator of your organization.').waitFor();
    expect(await page.getByRole('link', { name: /^Go to/ }).count()).toBe(0);

    await page.evaluate(() => localStorage.setItem('tenantry.language', 'ru'));
    const found = await together([
      findingsAt(user, '/help#resetPassword', async (opened) => {
        await opened.getByText('Сбросить пароль…').first().waitFor();
      }),
    ]);
    expect(found).toEqual([]);
  });
});
