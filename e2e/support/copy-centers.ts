import type { Page } from 'playwright-core';
import { findings } from './axe';
import { call } from './call';
import { dialogOf, openUser } from './directory';
import { createCenter } from './service-centers';

/**
 * In the story "giving a part of what one has": from the page of the user who has the service centers, to an administrator
 * of the customer, who may have some of them; the first preview does not hold.
 */
export async function copyFromSource(
  page: Page,
  { fulmar, quay }: { fulmar: string; quay: string },
): Promise<void> {
  await openUser(page, 'Ana Ruiz', 'Service centers');
  const anas = `/tenancy/v1/users/${new URL(page.url()).pathname.split('/').at(-1)}/service-centers`;
  const { items } = await call<{ items: { serviceCenterId: string; name: string }[] }>(
    page,
    'GET',
    `/tenancy/v1/organizations/${fulmar}/service-centers`,
  );
  const [east, west] = [
    await createCenter(page, fulmar, 'Harbour East'),
    await createCenter(page, fulmar, 'Harbour West'),
  ];
  await call(page, 'PUT', `/tenancy/v1/service-centers/${east.serviceCenterId}/shares`, {
    version: east.version,
    organizationIds: [quay],
  });
  for (const { serviceCenterId } of [...items, east, west])
    await call(page, 'PUT', `${anas}/${serviceCenterId}`, {
      version: null,
      owned: false,
      customerIds: null,
      entityIds: null,
    });

  await page.getByRole('button', { name: 'Copy information' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('radio', { name: 'From Ana Ruiz to another user' }).check();
  await dialog.getByLabel('Copy to').fill('Lind');
  await page.getByRole('option', { name: /Bo Lind/ }).click();
  const row = (name: string) => dialog.getByRole('row', { name: new RegExp(name) });
  await row('Harbour East').getByText('Added').waitFor();
  await row('Harbour North').getByText('Kept as it is').waitFor();
  await row('Harbour West').getByText('Refused').waitFor();
  await row('Harbour West')
    .getByText(/^This does not belong to the user's organization/)
    .waitFor();
  expect(await findings(page)).toEqual([]);

  const { version } = await call<{ version: number }>(page, 'GET', `${anas}/${west.serviceCenterId}`);
  await call(page, 'DELETE', `${anas}/${west.serviceCenterId}?version=${version}`);
  const copy = dialog.getByRole('button', { name: 'Copy 1 service center' });
  await copy.click();
  await dialog.getByText(/^Something has changed since the preview, so nothing was copied/).waitFor();
  await row('Harbour West').waitFor({ state: 'detached' });
  expect(await findings(page)).toEqual([]);
  await copy.click();
  await page.getByText('Bo Lind has received 1 service center.').waitFor();
  await openUser(page, 'Bo Lind', 'Service centers');
  await page.getByRole('button', { name: 'Owned: Harbour East', pressed: false }).waitFor();
}
