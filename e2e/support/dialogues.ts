import type { Page } from 'playwright-core';
import type { System } from '../harness';
import { findings } from './axe';
import { ownOrganization } from './call';
import { dialogOf, openUser } from './directory';
import { person, signIn } from './person';

/**
 * Gives the chat operator of the story "access and sight" a maximum, deals them a dialogue while they are online, and
 * lets them close it.
 * @param email of the chat operator
 */
export async function dealDialogues(system: System, page: Page, email: string): Promise<void> {
  await openUser(page, 'Ana Ruiz', 'Access');
  await page.getByText('No maximum set').waitFor();
  await page.getByRole('button', { name: 'Set maximum…' }).click();
  await dialogOf(page).getByLabel('Max number of dialogues').fill('1');
  expect(await findings(page)).toEqual([]);
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('The maximum of Ana Ruiz is set.').waitFor();

  const operator = await person(system);
  await signIn(operator.page, email);
  await operator.page.getByRole('link', { name: 'My dialogues' }).click();
  await operator.page.getByText('You are online: new dialogues are dealt to you.').waitFor();

  await page.goto(`/organizations/${await ownOrganization(page)}?tab=dialogues`);
  const load = page.getByRole('meter', { name: 'Open dialogues of Ana Ruiz' });
  const shows = (value: string) => load.and(page.locator(`[aria-valuetext="${value}"]`)).waitFor();
  await shows('0 of 1');
  const deal = async (reference: string) => {
    await page.getByRole('button', { name: 'Deal a dialogue…' }).click();
    await dialogOf(page).getByLabel('Reference').fill(reference);
    await dialogOf(page).getByRole('button', { name: 'Deal dialogue' }).click();
  };
  await deal('Ticket 4711');
  await page.getByText('The dialogue was dealt to Ana Ruiz.').waitFor();
  await shows('1 of 1');
  await page.getByRole('cell', { name: 'Ticket 4711', exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await deal('Ticket 4712');
  await dialogOf(page).getByText('No chat operator is free.').waitFor();
  await dialogOf(page).getByText('1 of 1 online · 1 of 1 places taken').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await operator.page.reload();
  await operator.page.getByRole('cell', { name: 'Ticket 4711', exact: true }).waitFor();
  expect(await findings(operator.page)).toEqual([]);
  await operator.page.getByRole('button', { name: 'Close: Ticket 4711' }).click();
  await operator.page.getByText('No open dialogues', { exact: true }).waitFor();
  await operator.close();
  await page.reload();
  await shows('0 of 1');
}
