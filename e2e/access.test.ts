import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { acceptByCode } from './support/accounts';
import { findings } from './support/axe';
import { dealDialogues } from './support/dialogues';
import { dialogOf, narrowTheList, openUser as open, takeTheListAway } from './support/directory';
import { call, ownOrganization } from './support/call';
import { acceptInvitation, everybodyLeaves, openAccount, type Person, person } from './support/person';
import { changeCenter, colourOf } from './support/service-centers';

// Who may do what, and who may see whom, as administrators decide it; each step stands on the one before.
const eva = {
  organization: 'Fjord Logistics',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@fjord.example',
};
const nils = { email: 'nils.berg@fjord.example', firstName: 'Nils', lastName: 'Berg' };
const ana = { email: 'ana.ruiz@fjord.example', firstName: 'Ana', lastName: 'Ruiz' };
const iris = { email: 'iris.holm@fjord.example', firstName: 'Iris', lastName: 'Holm' };

describe('access and sight', () => {
  let system: System;
  let master: Person;
  let administrator: Person;

  beforeAll(async () => {
    system = runningSystem();
    master = await person(system);
    administrator = await person(system);
    await openAccount(master.page, system, eva);
  });

  afterAll(everybodyLeaves);

  it('[L9] invites a privileged administrator and two users', async () => {
    const { page } = master;
    const organizationId = await ownOrganization(page);
    const invite = (accountType: string, ...addresses: string[]) =>
      call<{ results: { outcome: string }[] }>(page, 'POST', '/identity/v1/invitations', {
        organizationId,
        addresses,
        accountType,
        language: 'en',
      });
    const { results } = await invite('privileged', nils.email);
    expect(results.map(({ outcome }) => outcome)).toEqual(['invited']);
    await invite('standard', ana.email, iris.email);
    await acceptInvitation(administrator.page, system, nils);
    for (const invitee of [ana, iris]) await acceptByCode(system, invitee);
    const { serviceCenter } = await call<{ serviceCenter: { serviceCenterId: string } }>(
      page,
      'POST',
      `/tenancy/v1/organizations/${organizationId}/service-centers`,
      { name: 'Harbour North' },
    );
    const parts = `/tenancy/v1/service-centers/${serviceCenter.serviceCenterId}/parts`;
    await call(page, 'POST', parts, { kind: 'customer', names: ['Aker', 'Bergen Fish'] });
    await call(page, 'POST', parts, { kind: 'entity', names: ['Crane 1', 'Crane 2'] });
  });

  it('[A2] [A3] gives a user a role, and refuses them a module that is for administrators', async () => {
    const { page } = master;
    await open(page, 'Ana Ruiz', 'Access');
    await page.getByText('No roles').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change access' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Chat operator').check();
    expect(await dialog.getByLabel('Auditor').isDisabled()).toBe(true);
    expect(await dialog.getByLabel('Pricing').isDisabled()).toBe(true);
    await dialog.getByText('This module is for administrators only.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The access of Ana Ruiz is changed.').waitFor();
    await page.getByText('Receives dialogues while online').waitFor();
  });

  it('[A6] binds a user to a service center with one of its customers', async () => {
    const { page } = master;
    await open(page, 'Ana Ruiz', 'Service centers');
    await page.getByText('Bound to no service center').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bind service center' }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: /Harbour North/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /Harbour North/ }).click();
    await dialog.getByLabel('Bergen Fish').uncheck();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bind', exact: true }).click();
    await page.getByText('1 of 2 customers: Aker').waitFor();
    await page.getByText('All service entities').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A7] toggles the lock with a click, and takes it back', async () => {
    const { page } = master;
    const lock = (pressed: boolean) => page.getByRole('button', { name: 'Owned: Harbour North', pressed });
    expect([await lock(false).innerText(), await colourOf(lock(false))]).toEqual(['Not owned', 'gray']);
    await lock(false).click();
    await lock(true).waitFor();
    expect([await lock(true).innerText(), await colourOf(lock(true))]).toEqual(['Owned', 'blue']);
    await page.getByText('The lock of Harbour North is closed').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await lock(false).waitFor();
    await page.reload();
    await lock(false).waitFor();
  });

  it('[A8] [A9] hides the user from an administrator without that lock, and says why', async () => {
    const { page } = administrator;
    await page.goto(`/users?q=${ana.email}`);
    await page.getByText('No match').waitFor();
    await page.getByRole('link', { name: 'Somebody missing?' }).last().click();
    await page.getByRole('heading', { name: 'Why can’t I see this account?' }).waitFor();
    const rules = page.getByRole('list', { name: 'Why it is hidden' });
    await rules.getByText('The user is bound to a service center that you do not own.').waitFor();
    await rules.getByText('Harbour North').waitFor();
    await rules.getByText(/^Who could do it/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Account' }).fill('nobody@fjord.example');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('Nobody called nobody@fjord.example').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A7] [A8] refuses the lock to who does not own it, and shows the user once they do', async () => {
    await open(master.page, 'Nils Berg', 'Service centers');
    await master.page.getByRole('button', { name: 'Bind service center' }).click();
    const dialog = dialogOf(master.page);
    await dialog.getByRole('button', { name: /Harbour North/ }).click();
    await dialog.getByRole('button', { name: 'Bind', exact: true }).click();
    const lock = (page: Page, pressed: boolean) =>
      page.getByRole('button', { name: 'Owned: Harbour North', pressed });
    await lock(master.page, false).waitFor();

    const { page } = administrator;
    await open(page, 'Nils Berg', 'Service centers');
    await lock(page, false).press('Enter');
    expect(await lock(page, false).getAttribute('aria-disabled')).toBe('true');
    await page.getByText('You cannot do this to yourself.').first().waitFor({ state: 'attached' });
    expect(await findings(page)).toEqual([]);

    await lock(master.page, false).click();
    await lock(master.page, true).waitFor();
    await page.goto(`/users?q=${ana.email}`);
    await page.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
  });

  it('[A10] copies the service centers of one user to another, after a preview', async () => {
    const { page } = master;
    await open(page, 'Iris Holm', 'Service centers');
    await page.getByRole('button', { name: 'Copy information' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Copy from').fill('Ruiz');
    await page.getByRole('option', { name: /Ana Ruiz/ }).click();
    const row = dialog.getByRole('row', { name: /Harbour North/ });
    await row.getByText('Added').waitFor();
    await row.getByText(/1 customer \(Aker\)/).waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Copy 1 service center' }).click();
    await page.getByText('Iris Holm has received 1 service center.').waitFor();
    await page.getByText('1 of 2 customers: Aker').waitFor();
    await page.getByRole('button', { name: 'Owned: Harbour North', pressed: false }).waitFor();
  });

  it('[A6] opens some of the service entities instead of all', async () => {
    const { page } = master;
    await page.getByRole('button', { name: 'Change what Harbour North opens' }).click();
    await dialogOf(page).getByLabel('Crane 2').uncheck();
    expect(await findings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 of 2 service entities: Crane 1').waitFor();
  });

  it('[A6] shows a service center with its customers and entities', async () => {
    const { page } = master;
    await page.getByRole('link', { name: 'Harbour North' }).click();
    await page.getByRole('heading', { name: 'Harbour North', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Add customers' }).click();
    await dialogOf(page).getByLabel('Names').fill('Coastal Ferries');
    expect(await findings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: 'Add' }).click();
    await page.getByRole('list', { name: 'Customers' }).getByText('Coastal Ferries').waitFor();
    await page
      .getByRole('list', { name: /^History/ })
      .getByText('Coastal Ferries')
      .waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A6] renames a service center, removes a customer from it, and unbinds a user', () =>
    changeCenter(master.page));

  it('[A13] sets the maximum of a chat operator, deals them a dialogue while they are online, and shows the load', () =>
    dealDialogues(system, master.page, ana.email));

  it('[L11] narrows the list, and keeps it in the address and as a view', () => narrowTheList(master.page));
  it('[L12] takes the list away as a file, tells the history, and prints it', () =>
    takeTheListAway(master.page, ana.email));

  it('[A2] makes a role of the organization, and changes it', async () => {
    const { page } = master;
    await page.goto(`/organizations/${await ownOrganization(page)}?tab=roles`);
    await page.getByRole('button', { name: 'Create role' }).click();
    const dialog = dialogOf(page);
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night shift');
    await dialog.getByLabel('Block users', { exact: true }).check();
    await dialog.getByRole('radio', { name: 'Admin', exact: true }).check();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('columnheader', { name: /Night shift/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change Night shift' }).click();
    await dialog.getByLabel('Help text').fill('Blocks at night');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night watch');
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('columnheader', { name: /Night watch.*Blocks at night/s }).waitFor();
  });

  it('[A5] lets a user administrator who is not the master manage users, and nothing else', async () => {
    await open(master.page, 'Nils Berg', 'Access');
    await master.page.getByRole('button', { name: 'Change access' }).click();
    const dialog = dialogOf(master.page);
    await dialog.getByLabel('Company administrator').uncheck();
    await dialog.getByLabel('User administrator').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await master.page.getByText('The access of Nils Berg is changed.').waitFor();

    const { page } = administrator;
    await page.goto('/users?q=holm');
    await page.getByRole('link', { name: 'Iris Holm' }).click();
    await page.getByRole('button', { name: 'Block…' }).click();
    await dialogOf(page).getByLabel('Reason').fill('Left the harbour');
    await dialogOf(page).getByRole('button', { name: 'Block user' }).click();
    await page.getByText('Iris Holm is blocked.').waitFor();
    await page.goto(`/organizations/${await ownOrganization(page)}?tab=roles`);
    await page.getByRole('columnheader', { name: /Night watch/ }).waitFor();
    for (const refused of ['Create role', 'Suspend…'])
      expect(await page.getByRole('button', { name: refused }).count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Service centers' }).count()).toBe(0);
  });

  it('[A2] deletes a role that nobody holds', async () => {
    const { page } = master;
    await page.goto(`/organizations/${await ownOrganization(page)}?tab=roles`);
    await page.getByRole('button', { name: 'Delete Night watch' }).click();
    expect(await findings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: 'Delete role' }).click();
    await page.getByText('Night watch is deleted.').waitFor();
    expect(await page.getByRole('columnheader', { name: /Night watch/ }).count()).toBe(0);
  });
});
