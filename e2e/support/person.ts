import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { System } from '../harness';
import { type Account, acceptByCode, type Invitee, openByCode, password, takeSession } from './accounts';
import { takeContext } from './browser';
import { linkTo } from './mailbox';

export type Person = { page: Page; close: () => Promise<void> };

/** Somebody with a browser of their own: cookies and language are not shared with others. */
export async function person(system: System, options: BrowserContextOptions = {}): Promise<Person> {
  const { context, giveBack } = await takeContext({
    baseURL: system.consoleUrl,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const close = async () => void (here.delete(close) && (await giveBack()));
  here.add(close);
  return { page: await context.newPage(), close };
}

/** Another browser of somebody who is signed in, with their session. */
export async function elsewhere(
  system: System,
  who: Person,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const other = await person(system, options);
  await other.page.context().addCookies(await who.page.context().cookies());
  return other;
}

const here = new Set<() => Promise<void>>();

/** Closes the browsers of all who have not closed theirs: for `afterAll` of each file. */
export const everybodyLeaves = async (): Promise<void> => {
  await Promise.all([...here].map((close) => close()));
};

/** Fills in "Open an account" and sends it, whatever is answered. */
export async function fillInAccount(page: Page, account: Account): Promise<void> {
  await page.goto('/open-account');
  await page.getByLabel('Organization').fill(account.organization);
  await page.getByLabel('First name').fill(account.firstName);
  await page.getByLabel('Last name').fill(account.lastName);
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByRole('button', { name: 'Open account' }).click();
}

/** Fills in "Open an account" and sends it: the mail is on its way. */
export async function askForAccount(page: Page, account: Account): Promise<void> {
  await fillInAccount(page, account);
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
}

/** From nothing to the console: asks, follows the link in the mail, chooses a password. */
export async function openAccountByHand(page: Page, system: System, account: Account): Promise<void> {
  await askForAccount(page, account);
  await page.goto(await linkTo(system, account.email));
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open account and sign in' }).click();
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
}

/** The console of somebody who has just opened an account. */
export async function openAccount(page: Page, system: System, account: Account): Promise<void> {
  await takeSession(page.context(), system, await openByCode(system, account));
  await page.goto('/users');
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
}

/** Accepts the invitation of the newest mail to the address. */
export async function acceptInvitationByHand(page: Page, system: System, invitee: Invitee): Promise<void> {
  await page.goto(await linkTo(system, invitee.email));
  await fillInInvitation(page, invitee);
  await page.getByRole('navigation').first().waitFor();
}

/** Fills in the form that the link of an invitation leads to and sends it, whatever is answered. */
export async function fillInInvitation(page: Page, invitee: Invitee, chosen = password): Promise<void> {
  await page.getByLabel('First name').fill(invitee.firstName);
  await page.getByLabel('Last name').fill(invitee.lastName);
  await page.getByLabel('New password', { exact: true }).fill(chosen);
  await page.getByRole('button', { name: 'Accept and sign in' }).click();
}

/** The console of somebody who has just accepted the invitation of the newest mail to the address. */
export async function acceptInvitation(page: Page, system: System, invitee: Invitee): Promise<void> {
  await takeSession(page.context(), system, await acceptByCode(system, invitee));
  await page.goto('/');
  await page.getByRole('navigation').first().waitFor();
}

export async function signIn(page: Page, identifier: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail or user name').fill(identifier);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What is said of a field, its description and its error: as screen readers have it. */
export const saidOf = (field: Locator): Promise<string> =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
