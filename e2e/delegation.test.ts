import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { acceptByCode, password } from './support/accounts';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import { copyFromSource } from './support/copy-centers';
import { dialogOf, openUser } from './support/directory';
import { mailTo } from './support/mailbox';
import { operatorOf } from './support/operator';
import { acceptInvitation, everybodyLeaves, openAccount, type Person, person } from './support/person';
import { createCenter } from './support/service-centers';

const eva = {
  organization: 'Fulmar Lines',
  firstName: 'Eva',
  lastName: 'Winther',
  email: 'eva@fulmar.example',
};
const bo = { email: 'bo@quay.example', firstName: 'Bo', lastName: 'Lind' };
const ana = { email: 'ana.ruiz@fulmar.example', firstName: 'Ana', lastName: 'Ruiz' };

// What an organization lets its users and those below it have; each step stands on the one before.
describe('giving a part of what one has', () => {
  let system: System;
  let olga: Person;
  let master: Person;
  let fulmar: string;
  let quay: string;

  beforeAll(async () => {
    system = runningSystem();
    [olga, master] = await Promise.all([operatorOf(system), person(system)]);
    await openAccount(master.page, system, eva);
    fulmar = await ownOrganization(master.page);
    const below = await call<{ organization: { organizationId: string } }>(
      master.page,
      'POST',
      '/tenancy/v1/organizations',
      { parentId: fulmar, kind: 'customer', name: 'Quay Cranes' },
    );
    quay = below.organization.organizationId;
    for (const name of ['Pilot fleet', 'Ferries'])
      await call(master.page, 'POST', `/tenancy/v1/organizations/${fulmar}/sub-accounts`, { name });
  });

  afterAll(everybodyLeaves);

  const accept = async (invitee: typeof bo) => {
    const somebody = await person(system);
    await acceptInvitation(somebody.page, system, invitee);
    return somebody;
  };
  const panel = (page: Page, name: string) =>
    page.getByRole('region').filter({ has: page.getByRole('heading', { name, exact: true }) });

  it('[L9] [A3] [A4] invites with roles, modules and the sub-accounts that may be entered', async () => {
    const { page } = master;
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite users' }).first().click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('E-mail addresses').fill(ana.email);
    await dialog.getByRole('button', { name: 'Roles, modules and sub-accounts…' }).click();
    await dialog.getByLabel('Chat operator').check();
    expect(await dialog.getByLabel('Pricing').isDisabled()).toBe(true);
    await dialog.getByLabel('Pilot fleet').uncheck();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Send 1 invitation/ }).click();
    await dialog.getByRole('row', { name: ana.email }).getByText('Invited').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await acceptByCode(system, ana);
    await openUser(page, 'Ana Ruiz', 'Access');
    await panel(page, 'Roles').getByText('Chat operator').waitFor();
    expect(await panel(page, 'Sub-accounts').getByRole('listitem').allInnerTexts()).toEqual(['Ferries']);
  });

  it('[A4] lets the user enter another sub-account, then all that there are and will be', async () => {
    const { page } = master;
    const change = async (choose: () => Promise<void>) => {
      await page.getByRole('button', { name: 'Change access' }).click();
      await choose();
      await dialogOf(page).getByRole('button', { name: 'Save' }).click();
      await dialogOf(page).waitFor({ state: 'hidden' });
    };
    await change(() => dialogOf(page).getByLabel('Pilot fleet').check());
    await panel(page, 'Sub-accounts').getByText('Pilot fleet').waitFor();
    await change(() => dialogOf(page).getByLabel('All sub-accounts, also those to come').check());
    await panel(page, 'Sub-accounts').getByText('All sub-accounts, also those to come').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A4] renames a sub-account, and deletes one', async () => {
    const { page } = master;
    await page.goto(`/organizations/${fulmar}?tab=subAccounts`);
    await page.getByRole('button', { name: 'Rename Ferries' }).click();
    await dialogOf(page).getByRole('textbox', { name: 'Name' }).fill('Night ferries');
    expect(await findings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Night ferries', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete Pilot fleet' }).click();
    await page.getByRole('cell', { name: 'Pilot fleet', exact: true }).waitFor({ state: 'detached' });
    expect(await findings(page)).toEqual([]);
  });

  it('[A2] tells in the access of a new user what could not be given to them, until it is changed', async () => {
    const { page } = master;
    const { roleId } = await call<{ roleId: string }>(
      page,
      'POST',
      `/tenancy/v1/organizations/${fulmar}/roles`,
      {
        name: 'Night shift',
        description: '',
        lowestAccountType: 'privileged',
        permissions: ['user.view'],
      },
    );
    const invite = (address: string) =>
      call(page, 'POST', '/identity/v1/invitations', {
        organizationId: fulmar,
        addresses: [address],
        accountType: 'privileged',
        roleIds: [roleId],
        language: 'en',
      });
    await invite('nobody@mailinator.com');
    // Nobody got it by that, and what was allowed a moment ago is not asked again at once.
    await call(page, 'DELETE', `/tenancy/v1/roles/${roleId}`);
    await invite('second@fulmar.example');

    await page.goto('/users?q=second');
    await page.getByRole('link', { name: /second/ }).click();
    await page.getByRole('tab', { name: 'Access' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'This access needs attention' });
    await notice.getByText(/^Role: no longer there/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change access' }).click();
    await dialogOf(page).getByLabel('Auditor').check();
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await panel(page, 'Roles').getByText('Auditor').waitFor();
    await notice.waitFor({ state: 'hidden' });
  });

  it('[A6] shares a service center with a customer, and binds their administrator to it', async () => {
    const { page } = master;
    const { serviceCenterId } = await createCenter(page, fulmar, 'Harbour North');
    await page.goto(`/service-centers/${serviceCenterId}`);
    await page.getByText('Shared with no other organization.').waitFor();
    await page.getByRole('button', { name: 'Share…' }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('combobox', { name: 'Add an organization' }).fill('Quay');
    await page.getByRole('option', { name: /Quay Cranes/ }).click();
    await dialog.getByRole('group', { name: 'Shared with' }).getByText('Quay Cranes').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await panel(page, 'Shared with').getByText('Quay Cranes').waitFor();

    await call(page, 'POST', '/identity/v1/invitations', {
      organizationId: quay,
      addresses: [bo.email],
      accountType: 'privileged',
      language: 'en',
    });
    const customer = await accept(bo);
    await openUser(page, 'Bo Lind', 'Service centers');
    await page.getByRole('button', { name: 'Bind service center' }).click();
    await dialog.getByRole('button', { name: /Harbour North/ }).click();
    await dialog.getByLabel('Owns this service center').check();
    await dialog.getByRole('button', { name: 'Bind', exact: true }).click();
    await page.getByRole('button', { name: 'Owned: Harbour North', pressed: true }).waitFor();
    await customer.page.goto(`/organizations/${quay}?tab=centers`);
    await customer.page
      .getByRole('row', { name: /Harbour North/ })
      .getByText('Shared from outside your organization')
      .waitFor();
    expect(await findings(customer.page)).toEqual([]);
    await customer.close();
  });

  it('[A10] copies from the source to whom one chooses: added, kept and refused, and not what has changed since', () =>
    copyFromSource(master.page, { fulmar, quay }));

  it('[C13] moves a key user up', async () => {
    const { page } = master;
    const { items } = await call<{ items: { userId: string; lastName: string }[] }>(
      page,
      'GET',
      '/tenancy/v1/directory/users?sort=name&status=active',
    );
    const idOf = (lastName: string) => items.find((user) => user.lastName === lastName)?.userId;
    const keyUsers = `/tenancy/v1/organizations/${fulmar}/key-users`;
    const { version } = await call<{ version: number }>(page, 'GET', keyUsers);
    await call(page, 'PUT', keyUsers, { version, userIds: [idOf('Winther'), idOf('Ruiz')] });
    await page.goto(`/organizations/${fulmar}?tab=keyUsers`);
    const named = panel(page, 'Named here').getByRole('listitem');
    await named.first().filter({ hasText: 'Eva Winther' }).waitFor();
    await page.getByRole('button', { name: 'Move Ana Ruiz up' }).click();
    await named.first().filter({ hasText: 'Ana Ruiz' }).waitFor();
    expect(await page.getByRole('button', { name: 'Move Ana Ruiz up' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    expect(await findings(page)).toEqual([]);
  });

  it('[A11] lets an organization say that whoever is acted as is told by mail', async () => {
    const { page } = master;
    await page.goto(`/organizations/${fulmar}?tab=policies`);
    const policy = page.getByRole('listitem').filter({ hasText: 'Tell users when somebody acts as them' });
    await policy.getByRole('button', { name: /^Set/ }).click();
    const label = dialogOf(page).getByLabel('Send a mail to the user');
    await label.check();
    expect(await findings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await policy.getByText('Set here').waitFor();
  });

  it('[A12] [A11] switches from the list of users to an administrator below, works there, and comes back', async () => {
    const { page } = olga;
    await page.goto('/users?q=Winther');
    await page.getByRole('button', { name: 'Actions for Eva Winther' }).click();
    await page.getByRole('menuitem', { name: 'Switch to this administrator…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('They have asked for help');
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Act as this user' }).click();
    const banner = page.getByRole('region', { name: 'Acting as another user' });
    await banner.getByText('You act as Eva Winther', { exact: true }).waitFor();
    expect((await mailTo(system, eva.email, /acting as you/)).text).toContain('They have asked for help');

    await openUser(page, 'Ana Ruiz', 'Activity');
    await banner.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('You act as yourself again.', { exact: true }).waitFor();
    expect(await page.getByText('You no longer act as this user').count()).toBe(0);
    await page.getByRole('button', { name: 'Actions for Eva Winther' }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=Winther');
  });
});
