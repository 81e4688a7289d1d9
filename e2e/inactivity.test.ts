import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { acceptByCode, openByCode, post, type SignedIn, takeSession } from './support/accounts';
import { findings } from './support/axe';
import { mailTo } from './support/mailbox';
import { operatorOf } from './support/operator';
import { everybodyLeaves, type Person, person, signIn } from './support/person';

const account = {
  organization: 'Plover Ferries',
  firstName: 'Vera',
  lastName: 'Lund',
  email: 'vera@plover.example',
};
const quiet = { firstName: 'Nils', lastName: 'Quist', email: 'nils@plover.example' };
const sweep = 'Deactivate inactive users';

describe('a user who has not signed in for long', () => {
  let system: System;
  let root: Person;
  let administrator: Person;
  let identity: Client;
  let nils: SignedIn;

  beforeAll(async () => {
    system = runningSystem();
    identity = new Client({ connectionString: system.services.identity.ownerDatabaseUrl });
    await identity.connect();
    const vera = await openByCode(system, account);
    const invitation = {
      organizationId: vera.organizationId,
      addresses: [quiet.email],
      accountType: 'standard',
      language: 'en',
    };
    // Until tenancy has heard of the new organization.
    await eventually(() => post(system, '/v1/invitations', invitation, vera.cookie), { within: 10_000 });
    nils = await acceptByCode(system, quiet);
    administrator = await person(system);
    await takeSession(administrator.page.context(), system, vera);
    root = await operatorOf(system);
  });
  afterAll(async () => {
    await everybodyLeaves();
    await identity?.end();
  });

  const runNow = async (counts: RegExp) => {
    await root.page.getByRole('button', { name: `Run now: ${sweep}` }).click();
    await root.page.getByText(counts).first().waitFor();
  };

  it('[L7] [B6] is warned by the job, which their page shows, then deactivated with the cause, and told by mail and at sign-in', async () => {
    await identity.query(
      `update users set created_at = now() - interval '200 days', last_sign_in_at = now() - interval '200 days' where id = $1`,
      [nils.userId],
    );
    await root.page.getByRole('link', { name: 'Jobs' }).click();
    await runNow(/1 warned/);
    expect(await findings(root.page)).toEqual([]);
    await mailTo(system, quiet.email, /will be deactivated unless you sign in/);
    const { page } = administrator;
    await page.goto(`/users/${nils.userId}`);
    await page.getByText(/Will be deactivated on/).waitFor();
    expect(await findings(page)).toEqual([]);

    await identity.query(
      `update inactivity_notice set due_at = now() - interval '1 minute' where user_id = $1`,
      [nils.userId],
    );
    await runNow(/1 deactivated/);
    await mailTo(system, quiet.email, /has been deactivated/);
    await page.goto(`/users/${nils.userId}?tab=activity`);
    await page.getByText('Deactivated because nobody had signed in').waitFor();
    await page.getByText('Warned of inactivity').waitFor();
    await page.getByText(/90 days without a sign-in/).waitFor();
    const refused = await person(system);
    await signIn(refused.page, quiet.email);
    await refused.page.getByText(/because nobody had signed in to it for 200 days/).waitFor();
    await refused.close();
  });

  it('[B6] the job is paused, says so and by whom, and resumed', async () => {
    const { page } = root;
    const job = page.getByRole('region', { name: sweep });
    await job.getByRole('button', { name: `Pause: ${sweep}` }).click();
    await job.getByText('Paused', { exact: true }).first().waitFor();
    expect(await findings(page)).toEqual([]);
    await job.getByRole('button', { name: `Resume: ${sweep}` }).click();
    await job.getByRole('button', { name: `Pause: ${sweep}` }).waitFor();
    await job.getByText('Earlier runs').click();
    await job.getByRole('region', { name: 'Paused and resumed' }).getByText('Resumed by you').waitFor();
  });
});
