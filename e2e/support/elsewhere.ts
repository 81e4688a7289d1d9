import type { Page } from 'playwright-core';
import { findings } from './axe';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

/**
 * Goes from the header to other organizations of the story "the life of an organization": along the path, to what was
 * opened recently, and by searching; on a narrow screen from the menu.
 * @param address of the customer's page
 */
export async function goElsewhere(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await heading(page, 'Harbor Cranes');
  const open = () => page.getByRole('button', { name: 'Your organization: Northwind Telecom' }).click();
  const dialog = page.getByRole('dialog');
  const options = (section: string) => dialog.getByRole('group', { name: section }).getByRole('option');
  await open();
  await options('Organization path').nth(2).waitFor();
  expect(await options('Organization path').allInnerTexts()).toEqual([
    expect.stringMatching(/^Northwind Telecom/),
    expect.stringMatching(/^Fjord Partners/),
    expect.stringMatching(/^Harbor Cranes/),
  ]);
  expect(await findings(page)).toEqual([]);
  await options('Organization path').nth(1).click();
  await heading(page, 'Fjord Partners');
  await open();
  await options('Opened recently').filter({ hasText: 'Harbor Cranes' }).waitFor();
  await dialog.getByRole('combobox').fill('bor cra');
  await options('Organizations').filter({ hasText: 'Harbor Cranes' }).waitFor();
  await options('Switch to an administrator of').filter({ hasText: 'Harbor Cranes' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await heading(page, 'Harbor Cranes');

  await page.setViewportSize({ width: 400, height: 900 });
  await page.getByRole('button', { name: 'Open menu' }).click();
  await dialog.getByRole('button', { name: 'Your organization: Northwind Telecom' }).click();
  await options('Organization path').nth(2).waitFor();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 900 });
}
