import { eventually } from '@tenantry/testing';
import type { Locator, Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { password } from './support/accounts';
import { findings } from './support/axe';
import { ownOrganization } from './support/call';
import { linkTo, mailTo } from './support/mailbox';
import { acceptInvitationByHand, everybodyLeaves, openAccount, type Person, person } from './support/person';

const ida = {
  organization: 'Razorbill Media',
  firstName: 'Ida',
  lastName: 'Moen',
  email: 'ida@razorbill.example',
};

describe('creating and inviting users', () => {
  let system: System;
  let administrator: Person;
  let page: Page;

  beforeAll(async () => {
    system = runningSystem();
    administrator = await person(system);
    ({ page } = administrator);
    // The browser asks before a tab is left in which something is filled in.
    page.on('dialog', (asked) => void asked.accept());
    await openAccount(page, system, ida);
  });
  beforeEach(() => page.evaluate(() => sessionStorage.clear()));
  afterAll(everybodyLeaves);

  const dialog = () => page.getByRole('dialog', { name: 'Create user' });
  const next = () => dialog().getByRole('button', { name: 'Next' }).click();
  const submit = () => dialog().getByRole('button', { name: 'Create user' });
  const open = async () => {
    await page.goto('/users');
    await page.getByRole('button', { name: 'Create user' }).click();
  };
  const fill = async (at: Locator, email: string, firstName: string, lastName: string) => {
    await at.getByLabel('E-mail').fill(email);
    await at.getByLabel('First name').fill(firstName);
    await at.getByLabel('Last name').fill(lastName);
  };

  it('[L1] [C3] creates in steps; what was filled in is still there after the tab was reloaded', async () => {
    await open();
    await next();
    await dialog().getByText('Please fill in this field.').first().waitFor();
    await fill(dialog(), 'cleo.hart@razorbill.example', 'Cleo', 'Hart');
    await dialog().getByText('Free to take: cleo.hart').waitFor();
    await dialog()
      .getByLabel('User name')
      .fill(ida.email.split('@')[0] ?? '');
    await dialog()
      .getByText(/is taken\.$/)
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Use cleo.hart' }).click();
    await dialog().getByText('“cleo.hart” is free.').waitFor();
    await next();
    await dialog().getByRole('radio', { name: 'Admin', exact: true }).check();
    await dialog().getByRole('checkbox', { name: 'Chat operator' }).check();
    expect(await findings(page)).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: 'Create user' }).click();
    await dialog().getByText('You began to create a user (cleo.hart@razorbill.example)').waitFor();
    await dialog().getByRole('button', { name: 'Continue' }).click();
    expect(await dialog().getByRole('checkbox', { name: 'Chat operator' }).isChecked()).toBe(true);
    await next();
    await next();
    await dialog().getByText('A welcome mail with a link').waitFor();
    await dialog().getByText('Chat operator').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog().getByLabel('Your own password').fill('not the right password');
    await submit().click();
    await dialog().getByText('This is not your password.').waitFor();
    await dialog().getByLabel('Your own password').fill(password);
    await submit().dblclick();
    await page.getByText('Cleo Hart is created.').waitFor();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Cleo Hart' }).waitFor();

    await mailTo(system, 'cleo.hart@razorbill.example', /Your account on Tenantry/);
    const cleo = await person(system);
    await cleo.page.goto(await linkTo(system, 'cleo.hart@razorbill.example'));
    await cleo.page.getByLabel('New password', { exact: true }).fill(password);
    await cleo.page.getByRole('button', { name: 'Save and sign in' }).click();
    await cleo.page.getByRole('button', { name: /^Account of/ }).waitFor();
    await cleo.close();
  });

  it('[L2] [C6] creates in the organization that it was opened from, and shows a one-off password once', async () => {
    await page.goto(`/organizations/${await ownOrganization(page)}`);
    await page.getByRole('button', { name: 'Create user' }).click();
    expect(await dialog().getByLabel('Organization').getAttribute('readonly')).not.toBeNull();
    await fill(dialog(), 'cleo.hart@razorbill.example', 'Milo', 'Stern');
    await next();
    await next();
    await dialog()
      .getByRole('radio', { name: /that is shown to me/ })
      .check();
    await next();
    await dialog().getByLabel('Your own password').fill(password);
    await submit().click();
    await dialog().getByText('1 thing has to be mended:').waitFor();
    await dialog().getByText('Somebody has this address already.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog().getByLabel('E-mail').fill('milo.stern@razorbill.example');
    await dialog().getByText('Free to take: milo.stern').waitFor();
    await next();
    await next();
    await next();
    await submit().click();
    const shown = page.getByRole('dialog', { name: 'One-off password for Milo Stern' });
    const [oneOff = ''] = /([a-z2-9]{4}-){3}[a-z2-9]{4}/.exec((await shown.textContent()) ?? '') ?? [];
    await shown.getByLabel('I have saved it').check();
    await shown.getByRole('button', { name: 'Close', exact: true }).last().click();

    const milo = await person(system);
    await milo.page.goto('/sign-in');
    await milo.page.getByLabel('E-mail or user name').fill('milo.stern');
    await milo.page.getByLabel('Password', { exact: true }).fill(oneOff);
    await milo.page.getByRole('button', { name: 'Sign in' }).click();
    await milo.page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    await milo.close();
  });

  it('[L1] asks before what was filled in is thrown away', async () => {
    await open();
    await fill(dialog(), 'nobody@razorbill.example', 'No', 'Body');
    await page.keyboard.press('Escape');
    await dialog().getByText('Close without creating the user?').waitFor();
    await dialog().getByRole('button', { name: 'Go on editing' }).click();
    expect(await dialog().getByLabel('First name').inputValue()).toBe('No');
    await page.keyboard.press('Escape');
    await dialog().getByRole('button', { name: 'Discard' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await open();
    expect(await dialog().getByLabel('First name').inputValue()).toBe('');
  });

  it('[L9] [L10] invites the addresses of a file; sent again the old link is dead, taken back nobody waits', async () => {
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite users' }).click();
    const inviting = page.getByRole('dialog');
    const [first, second] = ['nia.adams@razorbill.example', 'otto.braun@razorbill.example'];
    const buffer = Buffer.from(`Name;E-Mail\r\nNia;${first}\r\nOtto;${second}\r\nNia;${first}\r\n`);
    await inviting
      .locator('input[type="file"]')
      .setInputFiles({ name: 'staff.csv', mimeType: 'text/csv', buffer });
    await inviting.getByText('2 addresses. 1 repeated address is left out.').waitFor();
    await inviting.getByRole('button', { name: 'Send 2 invitations' }).click();
    await inviting.getByText('2 of 2 addresses were invited.').waitFor();
    const old = await linkTo(system, first);

    await page.goto('/users?status=pending');
    await page.getByRole('link', { name: 'nia.adams' }).click();
    await page.getByRole('button', { name: 'Send invitation again' }).click();
    await page.getByText(`A new invitation to ${first} is on its way`).waitFor();
    const nia = await person(system);
    await nia.page.goto(old);
    await nia.page
      .getByText(/not valid/)
      .first()
      .waitFor();
    await eventually(
      async () => {
        const link = await linkTo(system, first);
        if (link === old) throw new Error('the new link has not arrived');
      },
      { within: 20_000 },
    );
    await acceptInvitationByHand(nia.page, system, { email: first, firstName: 'Nia', lastName: 'Adams' });
    await nia.close();

    await page.goto('/users?status=pending');
    await page
      .getByRole('row', { name: /otto\.braun/ })
      .getByRole('button')
      .click();
    await page.getByRole('menuitem', { name: 'Take invitation back' }).click();
    const revoking = page.getByRole('dialog', { name: 'Take the invitation back' });
    await revoking.getByText(second).waitFor();
    expect(await findings(page)).toEqual([]);
    await revoking.getByRole('button', { name: 'Take back' }).click();
    await page.getByText(`The invitation of ${second} is taken back.`).waitFor();
    await page.getByRole('link', { name: 'otto.braun' }).waitFor({ state: 'detached' });
  });
});
