import type { Page } from 'playwright-core';
import type { System } from '../harness';
import { findings } from './axe';
import { call, invite } from './call';
import { acceptInvitation, person } from './person';

const rita = { email: 'rita@partners.example', firstName: 'Rita', lastName: 'Vik' };

/** The operator registers a line and assigns it to the reseller of the story "the life of an organization", and takes it back. */
export async function assignLine(system: System, page: Page): Promise<void> {
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Northwind Telecom', exact: true }).click();
  await page.getByRole('tab', { name: 'Lines', exact: true }).click();
  await page.getByText('No lines yet').waitFor();
  await page.getByRole('button', { name: 'Register line…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Identifier' }).fill('4712-33');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Register line' }).click();

  await page.getByRole('checkbox', { name: 'Choose 4712-33' }).check();
  await page.getByRole('button', { name: 'Assign…' }).click();
  await dialog.getByRole('combobox', { name: 'Organization' }).click();
  await page.getByRole('option', { name: 'Fjord Partners' }).click();
  await dialog.getByRole('button', { name: 'Assign lines' }).click();
  const outcomes = page.getByRole('list', { name: 'What became of the lines' });
  await outcomes.getByText('Assigned').waitFor();
  await page.getByRole('cell', { name: 'Fjord Partners' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await assignOn(system, page);
  await page.getByRole('checkbox', { name: 'Choose 4712-33' }).check();
  await page.getByRole('button', { name: 'Take back' }).click();
  await outcomes.getByText('Taken back').waitFor();
  await page.getByRole('cell', { name: 'Held here' }).waitFor();
}

/** An administrator of the reseller signs in, assigns the line on to the reseller's customer, and takes it back. */
async function assignOn(system: System, olga: Page): Promise<void> {
  const { items } = await call<{ items: { organizationId: string }[] }>(
    olga,
    'GET',
    '/tenancy/v1/organizations?q=Fjord%20Partners&limit=1',
  );
  const organizationId = items[0]?.organizationId ?? '';
  await invite(olga, organizationId, rita.email, 'privileged');
  const reseller = await person(system);
  await acceptInvitation(reseller.page, system, rita);
  const { page } = reseller;
  await page.goto(`/organizations/${organizationId}?tab=lines`);
  const line = page.getByRole('checkbox', { name: 'Choose 4712-33' });
  const outcomes = page.getByRole('list', { name: 'What became of the lines' });
  await line.check();
  await page.getByRole('button', { name: 'Assign…' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Organization' }).click();
  await page.getByRole('option', { name: 'Harbor Cranes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign lines' }).click();
  await outcomes.getByText('Assigned').waitFor();
  await page.getByRole('cell', { name: 'Harbor Cranes' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await line.check();
  await page.getByRole('button', { name: 'Take back' }).click();
  await outcomes.getByText('Taken back').waitFor();
  await reseller.close();
}
