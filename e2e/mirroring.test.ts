import type { Page } from 'playwright-core';
import { createClient } from 'redis';
import { runningSystem, type System } from './harness';
import { acceptByCode, password } from './support/accounts';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import { operatorOf } from './support/operator';
import { everybodyLeaves, openAccount, type Person, person } from './support/person';

const eva = {
  organization: 'Skerry Foods',
  firstName: 'Eva',
  lastName: 'Dahl',
  email: 'eva@skerry.example',
};
const nils = { email: 'nils.berg@skerry.example', firstName: 'Nils', lastName: 'Berg' };
const ana = { email: 'ana.ruiz@skerry.example', firstName: 'Ana', lastName: 'Ruiz' };
const reason = 'She cannot find her orders';

// One administrator acts as another user, and stops; each step stands on the one before.
describe('acting as another user', () => {
  let system: System;
  let olga: Person;
  let master: Person;
  let otherTab: Page;

  beforeAll(async () => {
    system = runningSystem();
    [olga, master] = await Promise.all([operatorOf(system), person(system)]);
    await openAccount(master.page, system, eva);
    const organizationId = await ownOrganization(master.page);
    for (const [accountType, invitee] of [['privileged', nils] as const, ['standard', ana] as const]) {
      await call(master.page, 'POST', '/identity/v1/invitations', {
        organizationId,
        addresses: [invitee.email],
        accountType,
        language: 'en',
      });
      await acceptByCode(system, invitee);
    }
  });

  afterAll(everybodyLeaves);

  const banner = (page: Page) => page.getByRole('region', { name: 'Acting as another user' });
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

  it('[A11] asks for a reason and the own password, and begins with both', async () => {
    const { page } = master;
    otherTab = await page.context().newPage();
    await otherTab.goto('/users');
    await otherTab.getByRole('link', { name: 'Eva Dahl' }).waitFor();

    await page.goto('/users?q=Berg');
    await page.getByRole('button', { name: 'Actions for Nils Berg' }).click();
    const item = page.getByRole('menuitem', { name: 'Act as this user…', disabled: false });
    await item.click();
    const dialog = page.getByRole('dialog', { name: 'Act as Nils Berg' });
    await dialog.getByRole('button', { name: 'Act as this user' }).click();
    await dialog.getByText('Say why').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByLabel('Your own password').fill('not my password at all');
    await dialog.getByRole('button', { name: 'Act as this user' }).click();
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Act as this user' }).click();

    await banner(page).getByText('You act as Nils Berg', { exact: true }).waitFor();
    await banner(page).getByText('signed in as Eva Dahl').waitFor();
    expect(await banner(page).getByRole('timer').innerText()).toMatch(/^Ends in (30:00|29:\d\d)$/);
  });

  it('[A11] shows what the mirrored user sees, in every tab, and not what has to wait', async () => {
    const { page } = master;
    await heading(page, 'Users');
    await page.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
    await page.getByRole('button', { name: 'Account of Nils Berg' }).waitFor();
    // A master is above Nils; and inviting would give access in his name.
    expect(await page.getByRole('link', { name: 'Eva Dahl' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Invite users' }).count()).toBe(0);
    expect(await page.title()).toBe('You act as Nils Berg · Users · Tenantry');
    expect(await findings(page)).toEqual([]);
    const refused = await page.request.fetch('/api/identity/v1/mirroring', {
      method: 'POST',
      headers: { origin: system.consoleUrl },
      data: { userId: '00000000-0000-4000-8000-000000000000', password, reason },
    });
    expect([refused.status(), await refused.json()]).toMatchObject([403, { code: 'mirroring.not_allowed' }]);

    await banner(otherTab).getByText('You act as Nils Berg', { exact: true }).waitFor();
    await otherTab.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
    expect(await otherTab.getByRole('link', { name: 'Eva Dahl' }).count()).toBe(0);
  });

  it('[A11] writes what is done under both names', async () => {
    const { page } = master;
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await page.getByRole('button', { name: 'Block…' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('For a while');
    await page.getByRole('dialog').getByRole('button', { name: 'Block user' }).click();
    await page.getByText('Ana Ruiz is blocked.').waitFor();
    await page.reload();
    await banner(page).getByText('You act as Nils Berg', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Activity' }).click();
    const history = page.getByRole('list', { name: 'History, newest first' });
    const blocked = history.getByRole('listitem').filter({ hasText: 'For a while' });
    await blocked.getByText('by Eva Dahl on behalf of Nils Berg').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A11] stops, and returns to where it began as oneself', async () => {
    const { page } = master;
    await banner(page).getByRole('button', { name: 'Stop' }).click();
    await page.getByText('You act as yourself again.').waitFor();
    await banner(page).waitFor({ state: 'hidden' });
    expect(new URL(page.url()).search).toBe('?q=Berg');
    await page.getByRole('button', { name: 'Account of Eva Dahl' }).waitFor();
    await banner(otherTab).waitFor({ state: 'hidden' });
    await otherTab.getByRole('link', { name: 'Eva Dahl' }).waitFor();
    await otherTab.close();

    await page.getByRole('link', { name: 'Nils Berg' }).click();
    await page.getByRole('tab', { name: 'Activity' }).click();
    const history = page.getByRole('list', { name: 'History, newest first' });
    await history.getByText('Acting as this user stopped').waitFor();
    await history.getByText('Somebody began to act as this user').waitFor();
    await history.getByText(reason).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A11] does nothing from a page that still shows the mirrored user once one is oneself again', async () => {
    const { page } = master;
    const { items } = await call<{ items: { userId: string }[] }>(
      page,
      'GET',
      '/tenancy/v1/directory/users?q=Berg',
    );
    await call(page, 'POST', '/identity/v1/mirroring', { userId: items[0]?.userId, password, reason });
    await page.goto('/users?q=Ruiz');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await banner(page).getByText('You act as Nils Berg', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Unblock…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('She is back');
    // Stopped elsewhere, and the page has not heard of it.
    await call(page, 'DELETE', '/identity/v1/mirroring');
    await dialog.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('This page showed another account than the one that is signed in now.').waitFor();
    await banner(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Account of Eva Dahl' }).waitFor();
    await page.getByRole('button', { name: 'Unblock…' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A11] says why nobody acts as a user who is blocked', async () => {
    const { page } = master;
    await page.goto('/users?q=Ruiz');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    const button = page.getByRole('button', { name: 'Act as this user…' });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('This can be done only while the user is active.').waitFor({ state: 'attached' });
    expect(await findings(page)).toEqual([]);
  });

  it('[A12] switches to an administrator of a dependent company', async () => {
    const { page } = olga;
    await page.goto('/users?q=Dahl');
    await page.getByRole('button', { name: 'Actions for Eva Dahl' }).click();
    await page.getByRole('menuitem', { name: 'Switch to this administrator…' }).waitFor();
    await page.keyboard.press('Escape');

    const dialog = page.getByRole('dialog');
    await page.goto('/organizations');
    await page.getByRole('link', { name: 'Skerry Foods' }).click();
    await page.getByRole('button', { name: 'Switch to administrator…' }).waitFor();
    await page.getByRole('button', { name: 'Your organization: Northwind Telecom' }).click();
    const there = dialog.getByRole('group', { name: 'Switch to an administrator of' });
    await there.getByRole('option', { name: /Skerry Foods/ }).click();
    const choices = dialog.getByRole('list', { name: 'Administrators' }).getByRole('button');
    await choices.first().waitFor();
    expect(await choices.allInnerTexts()).toEqual([
      expect.stringContaining('Eva Dahl'),
      expect.stringContaining('Nils Berg'),
    ]);
    expect(await findings(page)).toEqual([]);
    await choices.first().click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('They have asked for help');
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Act as this user' }).click();
    await banner(page).getByText('You act as Eva Dahl', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Your organization: Skerry Foods' }).waitFor();
    await page.getByRole('link', { name: 'Nils Berg' }).waitFor();
  });

  it('[A11] goes on as oneself when the time is over, and says so', async () => {
    const { page } = olga;
    await endMirrored(system.redisUrl);
    await page.getByRole('link', { name: 'Nils Berg' }).click();
    await page.getByText('You no longer act as this user').waitFor();
    await heading(page, 'Skerry Foods');
    await page.getByRole('button', { name: 'Account of Olga Petrova' }).waitFor();
    expect(await banner(page).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
  });
});

/** Ends every mirrored session as Redis does after half an hour. */
async function endMirrored(redisUrl: string): Promise<void> {
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  const sessions = await redis.keys('session:*');
  const mirrored = await Promise.all(
    sessions.map(async (key) => ((await redis.hExists(key, 'by')) ? [key] : [])),
  );
  await redis.del(mirrored.flat());
  await redis.close();
}
