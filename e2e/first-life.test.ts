import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { password } from './support/accounts';
import { everyLook, findings } from './support/axe';
import { mailTo } from './support/mailbox';
import { operatorOf } from './support/operator';
import { startSampleConsumer } from './support/sample-consumer';
import {
  everybodyLeaves,
  fillInInvitation,
  openAccountByHand,
  type Person,
  person,
  saidOf,
  signIn,
} from './support/person';

// One user's life from end to end, as the people who live it see it; each step stands on the one before.
const eva = {
  organization: 'Tern Shipping',
  firstName: 'Eva',
  lastName: 'Lindqvist',
  email: 'eva@tern.example',
};
const ana = { email: 'ana.ruiz@tern.example', firstName: 'Ana', lastName: 'Ruiz' };
const reason = 'Shared her password with the night shift';

describe('the life of a user', () => {
  let system: System;
  let administrator: Person;
  let invitee: Person;
  let consumer: ReturnType<typeof startSampleConsumer>;

  beforeAll(async () => {
    system = runningSystem();
    consumer = startSampleConsumer(system.amqpUrl);
    administrator = await person(system);
    invitee = await person(system);
  });

  afterAll(async () => {
    await everybodyLeaves();
    await consumer?.stop();
  });

  it('[C11] opens an account: the verified creator is the master of a new organization', async () => {
    const { page } = administrator;
    await openAccountByHand(page, system, eva);
    expect(await page.getByText('Tern Shipping').first().isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Eva Lindqvist' }).waitFor();
  });

  it('[L9] invites three addresses at once and shows an outcome for each', async () => {
    const { page } = administrator;
    const invite = async (addresses: string) => {
      await page.getByRole('button', { name: 'Invite users' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('E-mail addresses').fill(addresses);
      await dialog.getByRole('button', { name: /^Send \d+ invitation/ }).click();
      await dialog.getByText('What became of your invitations').first().waitFor();
      return dialog;
    };
    await (await invite('second@tern.example')).getByRole('button', { name: 'Done' }).click();

    const dialog = await invite(`${ana.email}, someone@mailinator.com\nsecond@tern.example`);
    const outcomeOf = (address: string) => dialog.getByRole('row', { name: address }).textContent();
    expect(await outcomeOf(ana.email)).toContain('Invited');
    expect(await outcomeOf('someone@mailinator.com')).toContain('Disposable address');
    expect(await outcomeOf('second@tern.example')).toContain('Already invited');
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  it('[C7] [C1] lets the invitee follow the link in the mail, choose a password and land in the console', async () => {
    const { page: mails } = invitee;
    await mails.goto(system.mailUrl);
    await mails.getByRole('button', { name: ana.email }).click();
    const link = mails.frameLocator('iframe').getByRole('link', { name: 'Accept the invitation' });
    await link.waitFor();
    expect(await findings(mails, everyLook)).toEqual([]);
    const opened = mails.waitForEvent('popup');
    await link.click();
    const page = await opened;
    invitee = { ...invitee, page };

    await fillInInvitation(page, ana, 'passwordpassword');
    await page.getByText('This password is too easy to guess').waitFor();
    expect(await saidOf(page.getByLabel('New password', { exact: true }))).toContain('too easy to guess');
    expect(await findings(page)).toEqual([]);
    await fillInInvitation(page, ana);
    await page.getByRole('navigation').first().waitFor();
    await page.getByRole('button', { name: /Account of Ana Ruiz/ }).click();
    await page.getByText(ana.email).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('[L11] [L13] finds the user by a part of the name, with the history', async () => {
    const { page } = administrator;
    await page.getByRole('searchbox', { name: 'Search users' }).fill('rui');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await page.getByRole('heading', { name: 'Ana Ruiz', level: 1 }).waitFor();
    await page.getByRole('tab', { name: 'Activity' }).click();
    const history = page.getByRole('list', { name: 'History, newest first' });
    await history.getByText('Account activated').waitFor();
    expect(await history.getByText('Account created').count()).toBe(1);
    expect(await history.textContent()).toContain('Eva Lindqvist');
  });

  it('[L6] [B4] blocks the user with a reason: the next request is refused and a mail tells why', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Block…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Block Ana Ruiz' });
    await dialog.getByRole('button', { name: 'Block user' }).click();
    await dialog.getByText('Say why').waitFor();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Block user' }).click();
    await page.getByText('Ana Ruiz is blocked.').waitFor();

    await invitee.page.reload();
    await invitee.page.getByRole('heading', { name: /Your session has ended|Sign in/ }).waitFor();
    expect((await mailTo(system, ana.email, /blocked/i)).text).toContain(reason);
  });

  it('[C2] tells the blocked user why, but only with the right password', async () => {
    const { page } = invitee;
    await signIn(page, ana.email);
    await page.getByText(`Reason: ${reason}`).waitFor();
    await page.getByLabel('Password', { exact: true }).fill('not the right password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('User name, e-mail or password is not right.').waitFor();
    expect(await page.getByText(reason).count()).toBe(0);
  });

  it('[B3] shows the one trace of the block, from the click to the mail leaving', async () => {
    const { page } = administrator;
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Blocked' })
      .getByRole('link', { name: 'Trace' })
      .click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const spans = await eventually(
      async () => {
        await page.reload();
        await page.getByRole('heading', { level: 1 }).waitFor();
        const text = (await page.getByRole('main').textContent()) ?? '';
        for (const part of ['admin-web', 'block user', 'identity', 'tenancy', 'notifier', 'smtp'])
          expect(text).toContain(part);
        return text;
      },
      { within: 30_000, every: 1_000 },
    );
    expect(spans).toContain('POST');
  });

  it('[B1] puts the block on the bus, where another team’s service reads it', async () => {
    const line = await eventually(() => {
      const found = consumer
        .lines()
        .find((one) => one.includes('identity.user.blocked.v1') && one.includes(reason));
      if (!found) throw new Error('the block has not been printed');
      return found;
    });
    expect(line).toContain(reason);
    expect(line).toMatch(/ by user\/[\w-]+ trace [0-9a-f]{32} /);
  });

  it('[L6] unblocks with a comment, and the user signs in again', async () => {
    const { page } = administrator;
    await page.goto('/users?q=Ruiz');
    await page.getByRole('link', { name: 'Ana Ruiz' }).click();
    await page.getByRole('button', { name: 'Unblock…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Unblock Ana Ruiz' });
    await dialog.getByLabel('Comment (optional)').fill('She has a password manager now');
    await dialog.getByRole('button', { name: 'Unblock user' }).click();
    await page.getByText('Ana Ruiz is unblocked.').waitFor();

    await signIn(invitee.page, ana.email);
    await invitee.page.getByRole('button', { name: /Account of Ana Ruiz/ }).waitFor();
  });

  it('[B6] [L10] expires an invitation that nobody accepted, by the scheduler’s job', async () => {
    // Seven days pass for this invitation.
    const identity = new Client({ connectionString: system.services.identity.ownerDatabaseUrl });
    await identity.connect();
    const { rowCount } = await identity.query(
      `update users set invitation_expires_at = now() - interval '1 minute' where email_normalised = 'second@tern.example'`,
    );
    await identity.end();
    expect(rowCount).toBe(1);

    const root = await operatorOf(system);
    await root.page.getByRole('link', { name: 'Jobs' }).click();
    await root.page.getByRole('button', { name: /Run now: Expire invitations/ }).click();
    await root.page.getByText('1 invitation expired').first().waitFor();
    await root.close();

    await administrator.page.goto('/users?q=second');
    await administrator.page.getByText('Invitation expired').first().waitFor();
  });

  it('[A4] [A6] adds a sub-account and a service center to the organization', async () => {
    const { page } = administrator;
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Your organization: Tern Shipping' }).click();
    await dialog.getByRole('option', { name: /Tern Shipping/ }).click();
    await page.getByRole('tab', { name: 'Sub-accounts' }).click();
    await page.getByRole('button', { name: 'Add sub-account' }).click();
    await dialog.getByLabel('Name').fill('Pilot fleet');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Pilot fleet', exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Service centers' }).click();
    await page.getByText('No service centers yet').waitFor();
    await page.getByRole('button', { name: 'Create service center' }).click();
    await dialog.getByLabel('Name').fill('Harbour South');
    await dialog.getByRole('button', { name: 'Create service center' }).click();
    await page.getByRole('heading', { name: 'Harbour South', level: 1 }).waitFor();
  });

  it('[C1] signs out', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: /Account of Eva Lindqvist/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/users');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('keeps no clear secret in a log', () => {
    for (const name of ['identity', 'tenancy', 'notifier', 'scheduler', 'admin-web'] as const) {
      expect(system.log(name)).not.toContain('#code=');
      expect(system.log(name)).not.toContain(password);
      expect(system.log(name)).not.toContain(ana.email);
    }
  });
});
