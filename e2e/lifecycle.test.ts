import { runningSystem, type System } from './harness';
import { password } from './support/accounts';
import { findings } from './support/axe';
import { call, ownOrganization } from './support/call';
import { mailTo } from './support/mailbox';
import {
  acceptInvitation,
  everybodyLeaves,
  openAccount,
  type Person,
  person,
  signIn,
} from './support/person';

// What administrators do to somebody's account in the years after the invitation, and what the person sees of it.
const vera = {
  organization: 'Harbour Freight',
  firstName: 'Vera',
  lastName: 'Lund',
  email: 'vera@harbour.example',
};
const support = 'support@operator.example';
const corrected = 'n.berg@harbour.example';
const noa = { firstName: 'Noa', lastName: 'Berg', email: 'noa.berg@harbour.example' };

describe('what becomes of an account', () => {
  let system: System;
  let administrator: Person;
  let user: Person;

  beforeAll(async () => {
    system = runningSystem();
    administrator = await person(system);
    user = await person(system);
    const { page } = administrator;
    await openAccount(page, system, vera);
    await call(page, 'POST', '/identity/v1/invitations', {
      organizationId: await ownOrganization(page),
      addresses: [noa.email],
      accountType: 'standard',
      language: 'en',
    });
    await acceptInvitation(user.page, system, noa);
    const { userId } = await call<{ userId: string }>(user.page, 'GET', '/identity/v1/sessions/current');
    await page.goto(`/users/${userId}`);
    await page.getByRole('heading', { name: 'Noa Berg', level: 1 }).waitFor();
  });

  afterAll(everybodyLeaves);

  it('[L5] deactivates and takes it back; page and history say who did it, when and with what comment', async () => {
    const { page } = administrator;
    const change = async (act: 'Activate' | 'Deactivate', comment = '') => {
      await page.getByRole('button', { name: `${act}…`, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: `${act} Noa Berg` });
      await dialog.getByLabel('Comment (optional)').fill(comment);
      expect(await findings(page)).toEqual([]);
      await dialog.getByRole('button', { name: `${act} user` }).click();
    };
    await change('Deactivate');
    await page.getByText('Noa Berg is deactivated.').waitFor();
    await page.getByText('Deactivated by Vera Lund').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Noa Berg is active again.').waitFor();
    await page.getByRole('button', { name: 'Block…' }).waitFor();
    expect(await page.getByText('Deactivated by Vera Lund').count()).toBe(0);

    await change('Deactivate', 'On leave until May');
    await page.getByText('Deactivated by Vera Lund').waitFor();
    expect(await findings(page)).toEqual([]);
    await signIn(user.page, noa.email);
    await user.page
      .getByText(/deactivated/i)
      .first()
      .waitFor();
    await mailTo(system, noa.email, /deactivated/i);
    await change('Activate', 'Back earlier');
    await page.getByRole('button', { name: 'Deactivate…' }).waitFor();
    await page.getByRole('tab', { name: 'Activity' }).click();
    const history = page.getByRole('list', { name: 'History, newest first' });
    await history.getByText('Back earlier').waitFor();
    await history.getByText('On leave until May').waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await signIn(user.page, noa.email);
    await user.page.getByRole('navigation').first().waitFor();
  });

  it('[L3] edits names and language; of two who edit at once the second sees both versions', async () => {
    const { page } = administrator;
    const another = await page.context().newPage();
    await another.goto(page.url());
    const open = async (where: typeof page) => {
      await where.getByRole('button', { name: 'Edit', exact: true }).click();
      return where.getByRole('dialog', { name: 'Edit Noa Berg' });
    };
    const [mine, theirs] = [await open(page), await open(another)];
    expect(await mine.getByLabel('User name').getAttribute('readonly')).not.toBeNull();
    await mine.getByText('Given at creation; it never changes.').waitFor();
    expect(await findings(page)).toEqual([]);
    await theirs.getByLabel('Middle name').fill('Marit');
    await theirs.getByRole('button', { name: 'Save' }).click();
    await another.getByText('Noa Berg is saved.').waitFor();
    await another.close();

    await mine.getByLabel('Last name').fill('Berg-Lie');
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByText('Somebody has changed this profile').waitFor();
    await mine.getByText('Marit').waitFor();
    expect(await findings(page)).toEqual([]);
    await mine.getByRole('button', { name: 'Take over what is saved' }).click();
    expect(await mine.getByLabel('Last name').inputValue()).toBe('Berg');
    await mine.getByLabel('Language').selectOption('de');
    await mine.getByRole('button', { name: 'Save' }).click();
    const overview = page.getByRole('tabpanel', { name: 'Overview' });
    await overview.getByText('Deutsch').waitFor();
    await overview.getByText('Marit').waitFor();
  });

  it('[L4] corrects a wrong address, says what is odd about it, and tells both addresses', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Correct…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct the e-mail address of Noa Berg' });
    await dialog.getByLabel('New address').fill(` N\u043ea.Berg@harbour.example`);
    await dialog.getByText('These letters are not Latin').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('New address').fill(vera.email);
    await dialog.getByRole('button', { name: 'Correct address' }).click();
    await dialog.getByRole('link', { name: 'Show who has it' }).waitFor();
    await dialog.getByLabel('New address').fill(corrected);
    await dialog.getByRole('button', { name: 'Correct address' }).click();
    await page.getByText(`Noa Berg has the address ${corrected} now.`).waitFor();
    await mailTo(system, noa.email, /gehört nicht mehr/);
    await mailTo(system, corrected, /neue E-Mail-Adresse/);
    await user.page.context().clearCookies();
    await signIn(user.page, corrected);
    await user.page.getByRole('navigation').first().waitFor();
  });

  it('[L4] reports a wrong user name to support, with what support has to know', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'The user name is wrong?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Report a wrong user name' });
    const message = dialog.getByLabel('Report');
    expect(await message.inputValue()).toContain('The user name noa.berg of Noa Berg is wrong.');
    expect(await findings(page)).toEqual([]);
    await message.fill('It should be n.berg, please.');
    await dialog.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('The report about Noa Berg is on its way.').waitFor();
    const { text } = await mailTo(system, support, /noa\.berg/);
    for (const part of ['It should be n.berg, please.', 'Vera Lund', corrected]) expect(text).toContain(part);
  });

  it('[L8] removes with the own password: says that they are online, signs them out and tells them', async () => {
    const { page } = administrator;
    await page.getByRole('button', { name: 'Remove…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Noa Berg' });
    await dialog.getByText('Noa Berg is online.').waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Reason (optional)').fill('Left the company');
    await dialog.getByLabel('Your own password').fill('not my password');
    await dialog.getByRole('button', { name: 'Sign out and remove' }).click();
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Sign out and remove' }).click();
    await page.getByText('Noa Berg is removed.').waitFor();
    await page.getByText('Removed by Vera Lund').waitFor();
    expect(await page.getByRole('button', { name: 'Remove…' }).count()).toBe(0);

    await user.page.reload();
    await user.page.getByRole('heading', { name: /Your session has ended|Sign in/ }).waitFor();
    expect((await mailTo(system, corrected, /entfernt/)).text).toContain('Left the company');
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByRole('list', { name: 'History, newest first' }).getByText('Removed').first().waitFor();
    await page.goto('/users');
    await page.getByRole('link', { name: 'Vera Lund' }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Noa Berg' }).count()).toBe(0);
  });
});
