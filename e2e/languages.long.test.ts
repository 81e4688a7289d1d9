import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { openByCode } from './support/accounts';
import { whatDoesNotFit } from './support/axe';
import { catalogueOf } from './support/catalogue';
import { operatorOf } from './support/operator';
import { elsewhere, everybodyLeaves, type Person } from './support/person';
import { createCenter } from './support/service-centers';

const inga = {
  organization: 'Siskin Wines',
  firstName: 'Inga',
  lastName: 'Moe',
  email: 'inga@siskin-wines.example',
};

/** The console in its other languages, whose words are longer. */
describe('the languages of the console', () => {
  let system: System;
  let olga: Person;
  let places: Record<'user' | 'organization' | 'center', string>;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
    const { userId, organizationId } = await openByCode(system, inga);
    const { page } = olga;
    await page.goto('/users?q=Moe');
    await page.getByRole('link', { name: 'Inga Moe' }).waitFor();
    const { serviceCenterId } = await createCenter(page, organizationId, 'Quay West');
    places = {
      user: `/users/${userId}`,
      organization: `/organizations/${organizationId}`,
      center: `/service-centers/${serviceCenterId}`,
    };
  });

  afterAll(everybodyLeaves);

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();

  it.each([
    ['ru', 'ru-RU'],
    ['de', 'de-DE'],
  ])('has room for its words on every screen (%s)', async (language, locale) => {
    const say = catalogueOf(language);
    const { page, close } = await elsewhere(system, olga, { locale });
    const found: string[] = [];
    const look = async (address: string) => {
      await page.goto(address);
      await heading(page);
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .mantine-Skeleton-root'));
      found.push(...(await whatDoesNotFit(page)));
    };
    const { user, organization, center } = places;
    for (const tab of ['overview', 'access', 'diagnosis']) await look(`${user}?tab=${tab}`);
    for (const tab of ['overview', 'roles']) await look(`${organization}?tab=${tab}`);
    for (const address of [center, '/organizations', '/services', '/audit', '/jobs', '/stuck-messages'])
      await look(address);

    await look('/users?q=Moe');
    for (const open of ['invite.open', 'createUser.open']) {
      await page.getByRole('button', { name: say(open) }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      found.push(...(await whatDoesNotFit(page)));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(found).toEqual([]);
    await close();
  });
});
