import type { Browser } from 'playwright-core';
import { startSystem, type System } from './harness';
import { findings } from './support/axe';
import { openBrowser } from './support/browser';
import { call, ownOrganization } from './support/call';
import { mailTo } from './support/mailbox';
import { bootstrapOperator, operator } from './support/operator';
import { acceptInvitation, openAccount, password, type Person, person, signIn } from './support/person';

// What administrators do to somebody's account in the years after the invitation, and what the person sees of it.
const vera = {
  organization: 'Harbour Freight',
  firstName: 'Vera',
  lastName: 'Lund',
  email: 'vera@harbour.example',
};
const noa = { firstName: 'Noa', lastName: 'Berg', email: 'noa.berg@harbour.example' };

describe('what becomes of an account', () => {
  let system: System;
  let browser: Browser;
  let administrator: Person;
  let user: Person;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), openBrowser()]);
    await bootstrapOperator(system);
    const root = await person(browser, system);
    await acceptInvitation(root.page, system, operator);
    await root.close();
    administrator = await person(browser, system);
    user = await person(browser, system);
    const { page } = administrator;
    await openAccount(page, system, vera);
    await call(page, 'POST', '/identity/v1/invitations', {
      organizationId: await ownOrganization(page),
      addresses: [noa.email],
      accountType: 'standard',
      language: 'en',
    });
    await acceptInvitation(user.page, system, noa);
    const { userId } = await call<{ userId: string }>(user.page, 'GET', '/identity/v1/sessions/current');
    await page.goto(`/users/${userId}`);
    await page.getByRole('heading', { name: 'Noa Berg', level: 1 }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('[L5] deactivates at once and takes it back; the page says who did it and when', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Noa Berg is deactivated.').waitFor();
    await page.getByText('Deactivated by Vera Lund').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Noa Berg is active again.').waitFor();
    await page.getByRole('button', { name: 'Block…' }).waitFor();
    expect(await page.getByText('Deactivated by Vera Lund').count()).toBe(0);

    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Deactivated by Vera Lund').waitFor();
    expect(await findings(page)).toEqual([]);
    await signIn(user.page, noa.email);
    await user.page
      .getByText(/deactivated/i)
      .first()
      .waitFor();
    await mailTo(system, noa.email, /deactivated/i);
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('button', { name: 'Deactivate' }).waitFor();
    await signIn(user.page, noa.email);
    await user.page.getByRole('navigation').first().waitFor();
  });

  it('[L8] removes with the own password: says that they are online, signs them out and tells them', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Remove…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Noa Berg' });
    await dialog.getByText('Noa Berg is online.').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Reason (optional)').fill('Left the company');
    await dialog.getByLabel('Your own password').fill('not my password');
    await dialog.getByRole('button', { name: 'Sign out and remove' }).click();
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Sign out and remove' }).click();
    await page.getByText('Noa Berg is removed.').waitFor();
    await page.getByText('Removed by Vera Lund').waitFor();
    expect(await page.getByRole('button', { name: 'Remove…' }).count()).toBe(0);

    await user.page.reload();
    await user.page.getByRole('heading', { name: /Your session has ended|Sign in/ }).waitFor();
    expect((await mailTo(system, noa.email, /removed/i)).text).toContain('Left the company');
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('list', { name: 'History, newest first' }).getByText('Removed').first().waitFor();
    await page.goto('/users');
    await page.getByRole('link', { name: 'Vera Lund' }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Noa Berg' }).count()).toBe(0);
  });
});
