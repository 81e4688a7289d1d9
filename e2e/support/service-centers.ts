import type { Locator, Page } from 'playwright-core';
import { findings } from './axe';
import { call } from './call';
import { dialogOf, openUser } from './directory';

type Center = { serviceCenterId: string; version: number };

/** Creates a service center of the organization. */
export async function createCenter(page: Page, organizationId: string, name: string): Promise<Center> {
  const { serviceCenter } = await call<{ serviceCenter: Center }>(
    page,
    'POST',
    `/tenancy/v1/organizations/${organizationId}/service-centers`,
    { name },
  );
  return serviceCenter;
}

/** What the eye sees of a lock: gray, or blue. */
export const colourOf = (lock: Locator): Promise<string> =>
  lock.evaluate((element) => {
    const [red = 0, , blue = 0] =
      getComputedStyle(element)
        .color.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return blue > red * 1.5 ? 'blue' : 'gray';
  });

/** From the page of the service center of the story "access and sight": another name, a customer less, and a user less. */
export async function changeCenter(page: Page): Promise<void> {
  const dialog = dialogOf(page);
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Harbour Quay');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Harbour Quay', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Remove Coastal Ferries' }).click();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('list', { name: 'Customers' }).getByRole('listitem').allInnerTexts()).toEqual([
    'Aker',
    'Bergen Fish',
  ]);

  await page.getByRole('link', { name: 'Show 3 bound users' }).click();
  for (const name of ['Ana Ruiz', 'Iris Holm', 'Nils Berg']) await page.getByRole('link', { name }).waitFor();
  await page.getByRole('button', { name: 'Remove filter: Service center: Harbour Quay' }).waitFor();

  await openUser(page, 'Iris Holm', 'Service centers');
  await page.getByRole('button', { name: 'Unbind Harbour Quay' }).click();
  await dialog.getByText(/^Iris Holm can no longer open/).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Unbind', exact: true }).click();
  await page.getByText('Bound to no service center').waitFor();
}
