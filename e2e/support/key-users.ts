import { eventually } from '@tenantry/testing';
import type { Page } from 'playwright-core';
import type { System } from '../harness';
import { findings } from './axe';
import { ownOrganization } from './call';
import { person } from './person';

/** The operator names a key user, whom the sign-in page then names, and takes it back: no other story has any there. */
export async function keyUsersAtSignIn(system: System, page: Page): Promise<void> {
  await page.goto(`/organizations/${await ownOrganization(page)}?tab=keyUsers`);
  await page.getByRole('button', { name: 'Add key user…' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'User' }).fill('petr');
  await page.getByRole('option', { name: /Olga Petrova/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add key user' }).click();
  const remove = page.getByRole('button', { name: 'Remove Olga Petrova' });
  await remove.waitFor();

  const newcomer = await person(system);
  await eventually(async () => {
    await newcomer.page.goto('/sign-in');
    await newcomer.page.getByText('Or ask for one:').waitFor({ timeout: 3000 });
  });
  await newcomer.page.getByRole('list').getByText('Olga Petrova').waitFor();
  expect(await findings(newcomer.page)).toEqual([]);
  await newcomer.close();
  await remove.click();
  await page.getByText('No key users of its own').waitFor();
}
