import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { password } from './support/accounts';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import { linkTo, mailTo } from './support/mailbox';
import { operatorOf } from './support/operator';
import { everybodyLeaves, type Person, person, signIn } from './support/person';

const another = 'seven paper boats at noon';

describe('ways to a password', () => {
  let system: System;
  let identity: Client;
  let administrator: Person;
  let visitor: Person;
  let organizationId: string;

  beforeAll(async () => {
    system = runningSystem();
    identity = new Client({ connectionString: system.services.identity.ownerDatabaseUrl });
    await identity.connect();
    administrator = await operatorOf(system);
    organizationId = await eventually(() => ownOrganization(administrator.page), { within: 10_000 });
  });
  beforeEach(async () => (visitor = await person(system)));
  afterEach(() => visitor.close());
  afterAll(async () => {
    await everybodyLeaves();
    await identity?.end();
  });

  /** Somebody whom an administrator has created, as if their first password had run out. @returns the user's id */
  async function createdLongAgo(email: string, way: 'link' | 'mail' | 'shown'): Promise<string> {
    const body = { organizationId, addresses: [email], accountType: 'standard', language: 'en' };
    await eventually(() => call(administrator.page, 'POST', '/identity/v1/invitations', body), {
      within: 10_000,
    });
    const { rows } = await identity.query<{ id: string }>(
      `update users set origin = 'created', invitation_expires_at = null, first_name = 'Cleo', last_name = 'Hart'
       where email = $1 returning id`,
      [email],
    );
    const [{ id = '' } = {}] = rows;
    if (way !== 'link') {
      await identity.query(
        `insert into credential (user_id, password_hash, changed_at, kind, must_change, expires_at, shown)
         values ($1, 'none', now(), 'one_off', true, now(), $2)`,
        [id, way === 'shown'],
      );
    }
    return id;
  }

  const choose = async (page: Page, chosen: string) => {
    await page.getByLabel('New password', { exact: true }).fill(chosen);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
  };
  const inTheConsole = (page: Page) => page.getByRole('button', { name: /^Account of/ }).waitFor();
  const reset = async (userId: string) => {
    const { page } = administrator;
    await page.goto(`/users/${userId}`);
    await page.getByRole('button', { name: 'Reset password…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Reset the password of/ });
    await dialog.getByRole('button', { name: 'Reset password' }).click();
    return page;
  };
  const tryToSignIn = async (page: Page, identifier: string, tried: string) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail or user name').fill(identifier);
    await page.getByLabel('Password', { exact: true }).fill(tried);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('[C3] welcomes with a link, after a reset with a new one, and lets in with the password that was chosen', async () => {
    const email = 'welcome@operator.example';
    const userId = await createdLongAgo(email, 'link');
    await (await reset(userId)).getByText('A mail with a new link is on its way').waitFor();
    await mailTo(system, email, /Your account on Tenantry/);
    const { page } = visitor;
    await page.goto(await linkTo(system, email));
    await page.getByRole('heading', { name: 'Welcome to Northwind Telecom' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await choose(page, password);
    await inTheConsole(page);
    expect(new URL(page.url()).hash).toBe('');
  });

  it('[C5] takes a mailed one-off password for one sign-in, which has to change it', async () => {
    const email = 'once@operator.example';
    const userId = await createdLongAgo(email, 'mail');
    await (await reset(userId)).getByText('A mail with a new one-off password is on its way').waitFor();
    const { text = '' } = await mailTo(system, email, /one-off password/);
    const oneOff = /^> (\S+)$/m.exec(text)?.[1] ?? '';
    const { page } = visitor;
    await tryToSignIn(page, email, oneOff);
    await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await choose(page, another);
    await inTheConsole(page);

    const later = await person(system);
    await tryToSignIn(later.page, email, oneOff);
    await later.page.getByText('User name, e-mail or password is not right.').waitFor();
    await later.close();
  });

  it('[C6] shows a one-off password once, to be saved; [C2] once it is used the refusal says so', async () => {
    const email = 'shown@operator.example';
    const userId = await createdLongAgo(email, 'shown');
    const page = await reset(userId);
    const dialog = page.getByRole('dialog', { name: 'One-off password for Cleo Hart' });
    const [oneOff = ''] = /([a-z2-9]{4}-){3}[a-z2-9]{4}/.exec((await dialog.textContent()) ?? '') ?? [];
    expect(await dialog.getByRole('button', { name: 'Close', exact: true }).last().isDisabled()).toBe(true);
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('I have saved it').check();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'hidden' });

    await tryToSignIn(visitor.page, email, oneOff);
    await visitor.page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    await tryToSignIn(visitor.page, email, oneOff);
    await visitor.page.getByText(/This one-off password has been used/).waitFor();
    expect(await findings(visitor.page)).toEqual([]);
  });

  it('[C8] sends whoever has forgotten the password a link; their other sessions end', async () => {
    const email = 'welcome@operator.example';
    const elsewhere = await person(system);
    await signIn(elsewhere.page, email);
    await inTheConsole(elsewhere.page);

    const { page } = visitor;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('E-mail or user name').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await mailTo(system, email, /Choose a new password/);
    await page.goto(await linkTo(system, email));
    await choose(page, another);
    await inTheConsole(page);
    await mailTo(system, email, /Your password has been changed/);
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('heading', { name: /Your session has ended|Sign in/ }).waitFor();
    await elsewhere.close();
  });

  it('[C4] voids a password that an administrator resets; the link of the mail lets choose a new one, once', async () => {
    const email = 'welcome@operator.example';
    const { rows } = await identity.query<{ id: string }>('select id from users where email = $1', [email]);
    await (await reset(rows[0]?.id ?? '')).getByText('The password is reset.').waitFor();
    const { page } = visitor;
    await tryToSignIn(page, email, another);
    await page.getByText('User name, e-mail or password is not right.').waitFor();
    await mailTo(system, email, /Your password has been reset/);
    const link = await linkTo(system, email);
    await page.goto(link);
    await choose(page, password);
    await inTheConsole(page);

    const later = await person(system);
    await later.page.goto(link);
    await later.page.getByRole('heading', { name: 'This link has been used already' }).waitFor();
    await later.page.getByRole('link', { name: 'Forgot your password?' }).waitFor();
    expect(await findings(later.page)).toEqual([]);
    await later.close();
  });

  it('[C1] lets everybody change their own password with the one before', async () => {
    const email = 'welcome@operator.example';
    const { page } = visitor;
    await tryToSignIn(page, email, password);
    await inTheConsole(page);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('button', { name: 'Change password…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change password' });
    const fill = async (current: string) => {
      await dialog.getByLabel('Current password').fill(current);
      await dialog.getByLabel('New password', { exact: true }).fill(another);
      await dialog.getByRole('button', { name: 'Change password' }).click();
    };
    await fill('not the right password');
    await dialog.getByText('This is not your password.').waitFor();
    expect(await findings(page)).toEqual([]);
    await fill(password);
    await page.getByText('Your password is changed.').waitFor();
    await page.reload();
    await inTheConsole(page);
  });
});
