import { eventually } from '@tenantry/testing';
import type { Page } from 'playwright-core';
import { createClient } from 'redis';
import { runningSystem, type System } from './harness';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import {
  acceptInvitationByHand,
  everybodyLeaves,
  openAccount,
  type Person,
  person,
  signIn,
} from './support/person';

const eva = {
  organization: 'Petrel Rail',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@petrel.example',
};
const ana = { email: 'ana.ruiz@petrel.example', firstName: 'Ana', lastName: 'Ruiz' };

// One master and one user, who is signed in from more than one browser; each step stands on the one before.
describe('sessions and the keyboard', () => {
  let system: System;
  let master: Person;
  let home: Person;
  let elsewhere: Person;
  let anaId: string;
  let redis: ReturnType<typeof createClient>;

  beforeAll(async () => {
    system = runningSystem();
    redis = createClient({ url: system.redisUrl });
    await redis.connect();
    [master, home, elsewhere] = await Promise.all([person(system), person(system), person(system)]);
    await openAccount(master.page, system, eva);
    await call(master.page, 'POST', '/identity/v1/invitations', {
      organizationId: await ownOrganization(master.page),
      addresses: [ana.email],
      accountType: 'standard',
      language: 'en',
    });
    // By hand: a session that did not begin in a browser is not called Chrome.
    await acceptInvitationByHand(home.page, system, ana);
    anaId = (await call<{ userId: string }>(home.page, 'GET', '/identity/v1/sessions/current')).userId;
  });

  afterAll(async () => {
    await everybodyLeaves();
    if (redis?.isOpen) await redis.close();
  });

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { name, level: 1 }).waitFor();
  /** Its own heartbeat may have told the page already. */
  const ended = async (page: Page) => {
    await page.reload();
    await heading(page, /Your session has ended|Sign in/);
  };
  const keysOf = async (userId: string) => Object.values(await redis.hGetAll(`sessions:${userId}`));

  it('[C1] shows where one is signed in, and ends it there at the next request', async () => {
    await signIn(elsewhere.page, ana.email);
    await heading(elsewhere.page, 'Ana Ruiz');
    const { page } = home;
    await page.getByRole('button', { name: 'Account of Ana Ruiz' }).click();
    await page.getByRole('menuitem', { name: 'Your account' }).click();
    await heading(page, 'Your account');
    await page.getByText('Roles', { exact: true }).waitFor();
    const sessions = page.getByRole('list', { name: 'Your sessions' }).getByRole('listitem');
    await sessions.nth(1).waitFor();
    expect(await sessions.count()).toBe(2);
    await sessions.getByText('This session').waitFor();
    expect(await sessions.getByText(/^Chrome on /).count()).toBe(2);
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: /^End: Chrome/ }).click();
    await page.getByText(/^Ended: Chrome on /).waitFor();
    expect(await sessions.count()).toBe(1);
    await ended(elsewhere.page);
  });

  it('[C1] ends all others', async () => {
    await signIn(elsewhere.page, ana.email);
    await heading(elsewhere.page, 'Ana Ruiz');
    const { page } = home;
    await page.reload();
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('All your other sessions have ended.').waitFor();
    await ended(elsewhere.page);
    await page.reload();
    await heading(page, 'Your account');
  });

  it('[L13] an administrator sees who is online and ends all sessions with a comment', async () => {
    const { page } = master;
    await page.goto(`/users/${anaId}?tab=sessions`);
    await heading(page, 'Ana Ruiz');
    await page.getByText('Online', { exact: true }).waitFor();
    await page
      .getByRole('list', { name: 'Sessions of Ana Ruiz' })
      .getByText(/^Chrome on /)
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'End all sessions…' }).click();
    const dialog = page.getByRole('dialog', { name: 'End all sessions of Ana Ruiz' });
    await dialog.getByLabel('Comment').fill('Laptop was stolen');
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText('All sessions of Ana Ruiz have ended.').waitFor();
    await page.getByText('Not signed in anywhere').waitFor();
    await page.getByText(/^Last seen/).waitFor();
    await ended(home.page);
    await page.getByRole('tab', { name: 'Activity' }).click();
    const history = page.getByRole('list', { name: 'History, newest first' });
    await history.getByRole('listitem').first().getByText('Laptop was stolen').waitFor();
  });

  it('[C9] a limit of one’s own holds in running sessions: a warning, and the choice to stay', async () => {
    const { clock } = home.page;
    await clock.install();
    await signIn(home.page, ana.email);
    await heading(home.page, 'Ana Ruiz');
    const { page } = master;
    await page.goto(`/users/${anaId}`);
    await page.getByRole('button', { name: 'Change the idle limit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Idle limit of Ana Ruiz' });
    await dialog.getByLabel('A limit of their own').check();
    await dialog.getByLabel('Seconds').fill('59');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Between 60 and 86400 seconds.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Seconds').fill('60');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('60 seconds (own limit)').waitFor();

    const [key = ''] = await keysOf(anaId);
    expect(await redis.ttl(key)).toBeLessThanOrEqual(60);
    // Nothing is done; the console hears of the limit by itself, and warns a third of it before the end.
    const heard = home.page.waitForResponse((answer) => answer.url().endsWith('/v1/sessions/current'));
    await clock.fastForward(31_000);
    expect(await (await heard).json()).toMatchObject({ idleSeconds: 60 });
    await clock.fastForward(12_000);
    const warning = home.page.getByRole('dialog', { name: 'Are you still there?' });
    await warning.waitFor();
    expect(await warning.getByRole('timer').innerText()).toMatch(/^(20|1\d) seconds left$/);
    // The last seconds do not run away while the warning is looked at.
    await redis.expire(key, 300);
    await clock.setFixedTime(await home.page.evaluate(() => Date.now()));
    expect(await findings(home.page)).toEqual([]);
    await redis.expire(key, 30);
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'hidden' });
    expect(await redis.ttl(key)).toBeGreaterThan(50);
  });

  it('[C10] a session or a link of another environment is refused with that reason', async () => {
    const { page } = home;
    const [key = ''] = await keysOf(anaId);
    await redis.hSet(key, 'environment', 'staging');
    await page.goto(`/users/${anaId}`);
    await heading(page, 'Your session has ended');
    await page.getByText(/^The session belongs to another environment\./).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await heading(page, 'Sign in');
    await page
      .getByText(/This is “test”/)
      .first()
      .waitFor();
    await page.getByLabel('E-mail or user name').fill(ana.email);
    await page.getByLabel('Password', { exact: true }).fill('not my password at all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Was your account created in this environment, “test”?').waitFor();

    await page.goto(`/accept-invitation#code=staging.${'A'.repeat(43)}`);
    await heading(page, 'This link belongs to another environment');
  });

  it('the command palette finds pages, people and actions by keyboard', async () => {
    const { page } = master;
    await page.goto('/organizations');
    await heading(page, 'Organizations');
    const palette = page.getByRole('dialog', { name: 'Find and go to' });
    const field = palette.getByRole('combobox');
    // The shortcuts are there as soon as the browser had a moment.
    const open = () =>
      eventually(async () => {
        await page.keyboard.press('Control+k');
        await field.waitFor({ timeout: 500 });
      });
    await open();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.type('ruiz');
    await palette.getByRole('option', { name: /Ana Ruiz/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Ana Ruiz');

    await open();
    await page.keyboard.type('users');
    await palette.getByRole('option', { name: 'Invite users', selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await palette.getByRole('option', { name: 'Import users…', selected: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await palette.getByRole('option', { name: /^Users/, selected: true }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Invite users' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('goes by g and a letter and lists its shortcuts; single keys can be switched off', async () => {
    const { page } = master;
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await heading(page, 'Organizations');
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.getByText('Organizations').waitFor();
    expect(await findings(page)).toEqual([]);
    await list.getByLabel('Shortcuts of a single key').uncheck();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find and go to' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/organizations');
  });
});
