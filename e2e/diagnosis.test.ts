import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { acceptByCode, openByCode, post, takeSession } from './support/accounts';
import { findings } from './support/axe';
import { mailTo } from './support/mailbox';
import { everybodyLeaves, type Person, person } from './support/person';

const account = {
  organization: 'Curlew Bikes',
  firstName: 'Lena',
  lastName: 'Brandt',
  email: 'lena@curlew.example',
};
const ben = { firstName: 'Ben', lastName: 'Okoye', email: 'ben@curlew.example' };

describe('somebody who gets no mail, or is told that account or e-mail is wrong', () => {
  let system: System;
  let administrator: Person;
  let address: string;

  beforeAll(async () => {
    system = runningSystem();
    const lena = await openByCode(system, account);
    const { organizationId } = lena;
    const invited = { organizationId, addresses: [ben.email], accountType: 'standard', language: 'en' };
    // Until tenancy has made the organization, it is being prepared.
    await eventually(() => post(system, '/v1/invitations', invited, lena.cookie), { within: 10_000 });
    const { userId } = await acceptByCode(system, ben);
    address = `/users/${userId}`;
    administrator = await person(system);
    await takeSession(administrator.page.context(), system, lena);
  });
  afterAll(everybodyLeaves);

  const wrongPassword = () =>
    expect(post(system, '/v1/sessions', { identifier: ben.email, password: 'not this one' })).rejects.toThrow(
      '401',
    );
  const panel = (name: string) => administrator.page.getByRole('region', { name });

  it('[B5] is found out: what they type, why they were refused, and what became of their mails', async () => {
    const { page } = administrator;
    await wrongPassword();
    await wrongPassword();
    await page.goto(`${address}?tab=mail`);
    await page.getByRole('link', { name: 'A user gets no mail? Look at the diagnosis' }).click();
    const mail = panel('Gets no mail');
    await mail.getByText('Nothing about the address is in the way.').waitFor();
    await mail.getByRole('list', { name: 'The last mails' }).getByText('Invitation').waitFor();

    const signIn = panel('Does not get in');
    await signIn
      .getByText(/^The last sign-in was refused, .*: Wrong password, 2 times in a row\.$/)
      .waitFor();
    await signIn.getByLabel('What the user types as e-mail or user name').fill('b\u0435n@curlew.example ');
    await signIn.getByRole('button', { name: 'Compare' }).click();
    await signIn.getByText('It is not the e-mail address').waitFor();
    await signIn.getByText('Position 2: “\u0435” (Cyrillic, U+0435) only looks like “e”').waitFor();
    await signIn.getByText('Position 19: a space (makes no difference)').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[B5] has an address that bounces: the list, their page and the diagnosis show it until the address is another', async () => {
    const notifier = new Client({ connectionString: system.services.notifier.ownerDatabaseUrl });
    await notifier.connect();
    await notifier.query(
      `update mails set state = 'failed', sent_at = null, refused_at = now(), last_error = '550 5.1.1 No such user'
       where recipient = $1`,
      [ben.email],
    );
    await notifier.end();
    const { page } = administrator;
    await page.goto('/users');
    await page.getByText('Address bounces').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(address);
    await page.getByText('Address bounces').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${address}?tab=diagnosis`);
    await panel('Gets no mail').getByText('Mail to this address comes back').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('[B5] gets another address and a new link from there, and the diagnosis follows', async () => {
    const { page } = administrator;
    await page.goto(`${address}?tab=diagnosis`);
    // A mail that the old address takes would end the bounce as well: nothing but the other address does it here.
    await panel('Gets no mail').getByText('Mail to this address comes back').waitFor();
    await panel('Gets no mail').getByRole('button', { name: 'Correct address' }).click();
    const dialog = page.getByRole('dialog', { name: /^Correct the e-mail address of/ });
    await dialog.getByLabel('New address').fill('ben.okoye@curlew.example');
    await dialog.getByRole('button', { name: 'Correct address' }).click();
    await page.getByText('Ben Okoye has the address ben.okoye@curlew.example now.').waitFor();
    await panel('Gets no mail').getByText('Mail to this address comes back').waitFor({ state: 'hidden' });
    await panel('Gets no mail').getByText('Nothing about the address is in the way.').waitFor();
    await mailTo(system, 'ben.okoye@curlew.example', /new e-mail address/);

    await panel('Gets no mail').getByRole('button', { name: 'Reset password…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    await panel('Does not get in').getByText('There is no password').waitFor();
    await panel('Gets no mail').getByText('password reset, open until').waitFor();

    await panel('Does not get in').getByRole('button', { name: 'The user name is wrong?' }).click();
    await page.getByRole('dialog', { name: 'Report a wrong user name' }).getByLabel('Report').waitFor();
    await page.keyboard.press('Escape');

    // The answer of the help leads from anywhere on the page of a user to their diagnosis.
    await page.goto(address);
    await page.getByRole('button', { name: 'Help: Profile' }).click();
    await page.getByRole('button', { name: /^What if a user gets no mail/ }).click();
    await page.getByRole('link', { name: 'Go to: Diagnosis' }).click();
    await panel('Gets no mail').waitFor();
  });
});
