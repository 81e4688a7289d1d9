import type { Page } from 'playwright-core';
import { runningSystem, type System } from './harness';
import { openByCode } from './support/accounts';
import { findingsAt, together } from './support/axe';
import { operatorOf } from './support/operator';
import { elsewhere, everybodyLeaves, type Person, person } from './support/person';

const inga = {
  organization: 'Siskin Foods',
  firstName: 'Inga',
  lastName: 'Moe',
  email: 'inga@siskin.example',
};

/** The console in its other languages, whose words are longer. */
describe('the languages of the console', () => {
  let system: System;
  let olga: Person;

  beforeAll(async () => {
    system = runningSystem();
    olga = await operatorOf(system);
    await openByCode(system, inga);
  });

  afterAll(everybodyLeaves);

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it.each([
    ['es-ES', 'Iniciar sesión', 'Usuarios'],
    ['ru-RU', 'Войти', 'Пользователи'],
    ['de-DE', 'Anmelden', 'Benutzer'],
  ])('speaks the language of the browser (%s)', async (locale, words, users) => {
    const stranger = await person(system, { locale });
    const signedIn = await elsewhere(system, olga, { locale });
    const found = await together([
      findingsAt(stranger, '/sign-in', async (page) => {
        await page.getByRole('button', { name: words }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      }),
      findingsAt(signedIn, '/users?q=Moe', async (page) => {
        await heading(page, users);
        await page.getByRole('link', { name: 'Inga Moe' }).waitFor();
      }),
    ]);
    expect(found).toEqual([]);
    await Promise.all([stranger.close(), signedIn.close()]);
  });
});
