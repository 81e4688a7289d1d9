import { eventually } from '@tenantry/testing';
import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { findings, findingsAt } from './support/axe';
import { invite } from './support/call';
import { goElsewhere } from './support/elsewhere';
import { keyUsersAtSignIn } from './support/key-users';
import { assignLine } from './support/lines';
import { operatorOf } from './support/operator';
import { acceptInvitation, everybodyLeaves, type Person, person, signIn } from './support/person';

const bo = { email: 'bo@harbor.example', firstName: 'Bo', lastName: 'Lind' };
const reason = 'The invoices of spring are unpaid';

// An organization's life as the people above and in it see it; each step stands on the one before.
describe('the life of an organization', () => {
  let system: System;
  let olga: Person;
  let customer: Person;
  /** The address of the customer's page. */
  let address: string;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
    customer = await person(system);
  });

  afterAll(everybodyLeaves);

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { name, level: 1 }).waitFor();
  const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

  /** Creates an organization below the one whose page is open, and waits for its page. */
  async function create(
    page: Page,
    { name, kind, fill }: { name: string; kind?: string; fill?: () => unknown },
  ) {
    await openTab(page, 'Below it');
    await page.getByRole('button', { name: 'Create below…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    if (kind) {
      await dialog.getByRole('combobox', { name: 'Kind' }).click();
      await page.getByRole('option', { name: kind }).click();
    }
    await fill?.();
    await dialog.getByRole('button', { name: 'Create organization' }).click();
    await heading(page, name);
  }

  it('[A1] opens the own organization from the header and creates a reseller and a customer below it', async () => {
    const { page } = olga;
    await page.getByRole('button', { name: 'Your organization: Northwind Telecom' }).press('Enter');
    await page.getByRole('option', { name: /^Northwind Telecom/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Northwind Telecom');
    expect(await findings(page)).toEqual([]);
    await create(page, { name: 'Fjord Partners', kind: 'Reseller' });
    await openTab(page, 'Below it');
    await page.getByText('Nothing below yet').waitFor();
    expect(await findings(page)).toEqual([]);
    await create(page, {
      name: 'Harbor Cranes',
      fill: async () => {
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox', { name: 'City' }).fill('Bergen');
        await dialog.getByRole('textbox', { name: 'Contact e-mail' }).fill('not an address');
        await dialog.getByRole('button', { name: 'Create organization' }).click();
        await dialog.getByText('This does not look like an e-mail address.').waitFor();
        expect(await findings(page)).toEqual([]);
        await dialog.getByRole('textbox', { name: 'Contact e-mail' }).fill('office@harbor.example');
      },
    });
    address = new URL(page.url()).pathname;
    expect(await page.getByRole('navigation', { name: 'Organization path' }).innerText()).toMatch(
      /Northwind Telecom\s+Fjord Partners\s+Harbor Cranes/,
    );
  });

  it('[A1] opens the tree by keyboard, a level at a time, and finds organizations as one types', async () => {
    const { page } = olga;
    await page.getByRole('link', { name: 'Organizations', exact: true }).click();
    await heading(page, 'Organizations');
    await page.getByRole('link', { name: 'Fjord Partners' }).waitFor();
    expect(await page.getByRole('link', { name: 'Harbor Cranes' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Below Fjord Partners' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Harbor Cranes' }).waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('searchbox', { name: 'Search organizations' }).fill('bor cra');
    await page.getByText('1 organization found').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search organizations' }).fill('no such organization');
    await page.getByText('No match').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[A1] goes to another organization from the header: its path, those opened recently, and by search', () =>
    goElsewhere(olga.page, address));

  it('[A1] edits the details; who was faster is shown, and nothing is lost', async () => {
    const { page } = olga;
    await page.goto(address);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'City' }).fill('Oslo');

    const other = await page.context().newPage();
    await other.goto(address);
    await other.getByRole('button', { name: 'Edit', exact: true }).click();
    await other.getByRole('dialog').getByRole('textbox', { name: 'City' }).fill('Stavanger');
    await other.getByRole('dialog').getByRole('textbox', { name: 'Street' }).fill('Quay 4');
    await other.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await other.getByText('Quay 4, Stavanger').waitFor();
    await other.close();

    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('City: they wrote “Stavanger”').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Street' }).inputValue()).toBe('Quay 4');
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Quay 4, Oslo').waitFor();
  });

  it('[A1] sets a policy; the value of the organization above is inherited until then', async () => {
    const { page } = olga;
    await page.goto(`${address}?tab=policies`);
    const policy = page.getByRole('listitem').filter({ hasText: 'Invitations are valid for' });
    await policy.getByText('Default of the installation').waitFor();
    await page.getByRole('button', { name: 'Set own value… Invitations are valid for' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Days').fill('31');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Enter a whole number from 1 to 30.').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Days').fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await policy.getByText('Set here').waitFor();
    expect(await policy.innerText()).toContain('3 days');
    expect(await findings(page)).toEqual([]);
  });

  it('[C13] names a key user', async () => {
    const { page } = olga;
    await page.goto(`${address}?tab=keyUsers`);
    await page.getByText('No key users of its own').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add key user…' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'User' }).fill('petr');
    await page.getByRole('option', { name: /Olga Petrova/ }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Add key user' }).click();
    await page.getByRole('button', { name: 'Remove Olga Petrova' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[C13] names key users of the operator on the sign-in page, until they are removed', () =>
    keyUsersAtSignIn(system, olga.page));

  it('[A1] registers a line, assigns it to the reseller and takes it back, with an outcome for each', () =>
    assignLine(system, olga.page));

  it('[A14] suspends an organization: its user is out with the next request and is told why', async () => {
    const organizationId = address.split('/').at(-1) ?? '';
    await invite(olga.page, organizationId, bo.email, 'standard');
    await acceptInvitation(customer.page, system, bo);
    await customer.page.getByRole('heading', { name: 'Bo Lind', level: 1 }).waitFor();

    const { page } = olga;
    await page.goto(address);
    await page.getByRole('button', { name: 'Suspend…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('0 organizations directly below · 1 user in all').waitFor();
    await dialog.getByRole('button', { name: 'Suspend organization' }).click();
    await dialog.getByText('Say why').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: 'Suspend organization' }).click();
    await page.getByText('Suspended: nobody can sign in here').waitFor();
    await page.getByText(`Reason: ${reason}`).waitFor();
    expect(await findings(page)).toEqual([]);

    await eventually(async () => {
      await customer.page.reload();
      await customer.page
        .getByRole('heading', { name: /Your session has ended|Sign in/, level: 1 })
        .waitFor({ timeout: 1_000 });
    });
    await signIn(customer.page, bo.email);
    await customer.page.getByText('Your organization or one above it is suspended.').waitFor();
    await customer.page.getByText('Olga Petrova').waitFor();
    expect(await findings(customer.page)).toEqual([]);
  });

  it('[A14] shows below a suspended organization where it comes from, and refuses with the reason', async () => {
    const { page } = olga;
    await page.goto(address);
    await page.getByRole('button', { name: 'Reopen…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Paid');
    await dialog.getByRole('button', { name: 'Reopen organization' }).click();
    await page.getByRole('button', { name: 'Suspend…' }).waitFor();
    // The session that was refused meanwhile holds again.
    await eventually(async () => {
      await customer.page.goto('/');
      await customer.page.getByRole('heading', { name: 'Bo Lind' }).waitFor({ timeout: 3000 });
    });

    await page.getByRole('link', { name: 'Fjord Partners' }).click();
    await heading(page, 'Fjord Partners');
    await page.getByRole('button', { name: 'Close…' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The contract has ended');
    await dialog.getByRole('textbox', { name: /Type/ }).fill('Fjord');
    await dialog.getByRole('button', { name: 'Close organization' }).click();
    await dialog.getByText('This is not the name of the organization.').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: /Type/ }).fill('Fjord Partners');
    await dialog.getByRole('button', { name: 'Close organization' }).click();
    await page.getByText('Closed: nobody can sign in here').waitFor();

    await page.goto(`${address}?tab=below`);
    await page.getByText('This comes from an organization above:').waitFor();
    const refused = page.getByRole('button', { name: 'Create below…' });
    expect(await refused.getAttribute('aria-disabled')).toBe('true');
    expect(await findings(page)).toEqual([]);
  });

  it('[A14] shows the history of an organization', async () => {
    const found = await findingsAt(olga, `${address}?tab=history`, async (page) => {
      const history = page.getByRole('list', { name: 'History, newest first' });
      for (const event of ['Organization created', 'Details changed', 'Policies changed', 'Reopened'])
        await history.getByText(event).first().waitFor();
      await history.getByText(reason).waitFor();
    });
    expect(found).toEqual([]);
  });
});
