import { Client } from 'pg';
import { runningSystem, type System } from './harness';
import { password } from './support/accounts';
import { findings } from './support/axe';
import { ownOrganization } from './support/call';
import { linkTo } from './support/mailbox';
import { everybodyLeaves, openAccount, type Person, person } from './support/person';
import { textOf } from './support/download';

const nora = {
  organization: 'Teal Freight',
  firstName: 'Nora',
  lastName: 'Lind',
  email: 'nora@teal.example',
};
const fileOf = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}`),
});

describe('importing users from a file', () => {
  let system: System;
  let administrator: Person;

  beforeAll(async () => {
    system = runningSystem();
    administrator = await person(system);
    await openAccount(administrator.page, system, nora);
  });
  afterAll(everybodyLeaves);

  it('[L14] shows what each line would do, imports with the own password, and gives the results as CSV', async () => {
    const { page } = administrator;
    const dialog = page.getByRole('dialog', { name: 'Import users' });
    const choose = async (file: ReturnType<typeof fileOf>) => {
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: 'Choose a file' }).click();
      await (await chooser).setFiles(file);
    };
    const saved = async (name: string) => {
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name }).click();
      return (await textOf(await download)).trim().split('\r\n');
    };
    await page.goto('/users');
    await page.getByRole('button', { name: 'Import users…' }).click();
    const [header = ''] = await saved('Download a template');
    expect(header).toContain('"E-mail","First name"');

    await choose(fileOf('people.csv', 'E-mail;Phone', 'mia@teal.example;1'));
    await dialog.getByText('Columns: First name and Last name').waitFor();
    // So that the browser tells of it when the same file is chosen again, mended.
    expect(await dialog.locator('input[type=file]').inputValue()).toBe('');
    expect(await findings(page)).toEqual([]);

    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await page.route(
      '**/imports/preview',
      async (route) => {
        await asked;
        await route.continue();
      },
      { times: 1 },
    );
    await choose(
      fileOf(
        'people.csv',
        `${header.replace('\uFEFF', '').replace('First name', 'Given name')},Phone`,
        'mia.hart@teal.example,Mia,,Hart,,de,Admin,,Chat operator|Auditor,Statistics,1',
        'noa.katz@teal.example,Noa,,Katz,,,,,,,2',
        `${nora.email},Nora,,Lind,,,,,,,3`,
        'nobody@,,,=1+1,,,,Elsewhere,,,4',
        'ola@teal.example,Ola,,Lind,,,,,Auditor,,5',
      ),
    );
    // What is shown is what will be imported: nothing can be changed on the way.
    await dialog.getByRole('radio', { disabled: true }).first().waitFor();
    expect(await dialog.getByRole('radio', { disabled: false }).count()).toBe(0);
    expect(await dialog.getByRole('combobox', { disabled: false }).count()).toBe(0);
    answer();
    await dialog.getByText('2 will be created').waitFor();
    await dialog.getByText('Columns used: “E-mail”, “Given name” as First name, “Middle name”').waitFor();
    await dialog.getByText('3 will be left out').waitFor();
    await dialog.getByText('Gives: Chat operator, Auditor, and Statistics').waitFor();
    await dialog.getByText('“Auditor”: This role needs a higher account type.').waitFor();
    await dialog.getByText('not known and not used: “Phone”').waitFor();
    await dialog.getByRole('checkbox', { name: 'Only lines with faults' }).check();
    await dialog.getByRole('cell', { name: 'mia.hart@teal.example' }).waitFor({ state: 'detached' });
    expect(await dialog.getByRole('row').count()).toBe(4);
    expect(await findings(page)).toEqual([]);

    await dialog.getByLabel('Your own password').fill('not my password');
    await dialog.getByRole('button', { name: 'Import 2 users' }).click();
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Your own password').fill(password);
    await dialog.getByRole('button', { name: 'Import 2 users' }).click();
    await dialog.getByText('2 done · 3 failed').waitFor();
    await dialog.getByText('Somebody has this address already').waitFor();
    await dialog.getByRole('button', { name: 'Try the failed again (2)' }).waitFor();
    expect(await findings(page)).toEqual([]);
    const results = await saved('Results as CSV');
    expect(results).toHaveLength(6);
    expect(results[1]).toMatch(/^"2","mia.hart@teal.example","Mia Hart",".{36}","Done",""$/);
    expect(results[4]).toMatch(/^"5","nobody@","'=1\+1","","Failed",/);
    expect(await linkTo(system, 'noa.katz@teal.example')).toContain('#code=');

    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('link', { name: 'Mia Hart' }).waitFor();
    await page.getByRole('button', { name: /^Bulk actions/ }).click();
    await page.getByRole('menuitem', { name: 'Import: 5 users' }).click();
    await page.getByText('“people.csv”').waitFor();
  });

  it('[L9] invites more addresses than one answer serves, as one request and a job with their outcomes', async () => {
    const { page } = administrator;
    const dialog = page.getByRole('dialog');
    const guests = Array.from({ length: 101 }, (_, at) => `guest.${at}@teal.example`);
    let [requests, streams] = [0, 0];
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/invitations')) requests += 1;
      if (request.resourceType() === 'eventsource') streams += 1;
    });
    await page.goto('/users');
    await page.getByRole('button', { name: 'Invite users', exact: true }).first().click();
    const field = dialog.getByLabel('E-mail addresses');
    const chip = (name: string) => dialog.getByRole('button', { name, exact: true });
    // Too many to list: the faulty alone.
    const crowd = Array.from({ length: 9_998 }, (_, at) => `crowd.${at}@teal.example`);
    await field.evaluate(
      (element, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text', text);
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      },
      [...crowd, 'nobody'].join('\n'),
    );
    await dialog.getByText('9,999 addresses are too many to list.').waitFor();
    expect(await dialog.getByRole('list', { name: 'Addresses' }).getByRole('listitem').count()).toBe(1);
    await chip('nobody has no @').waitFor();
    await dialog.getByRole('button', { name: 'Remove all' }).click();

    await field.fill(`one@mailinator.com, ${nora.email}, ivan@, nobody@teal\n${nora.email.toUpperCase()}`);
    await field.press('Enter');
    await chip('ivan@ has no complete domain, such as example.com').waitFor();
    expect(await findings(page)).toEqual([]);
    await field.press('Backspace');
    await page.keyboard.press('Delete');
    await chip('nobody@teal has no complete domain, such as example.com').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('ivan@');
    await field.fill(`${nora.email.toUpperCase()}\n`);
    await chip(nora.email).waitFor();
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'From a file…' }).click();
    await (
      await chooser
    ).setFiles(fileOf('guests.csv', 'Mail;Name', ...guests.map((guest) => `${guest};=1`)));
    await dialog.getByText('103 addresses. 1 repeated address is left out.').waitFor();
    await dialog.getByRole('button', { name: 'Send 103 invitations' }).click();
    await dialog.getByText('101 done · 1 were so already · 1 failed').waitFor({ timeout: 45_000 });
    expect(requests).toBe(1);
    // How far it is was told, and not asked for again and again.
    expect(streams).toBeGreaterThan(0);
    const row = (name: string) => dialog.getByRole('row', { name });
    await row(`${nora.email} Already a user`).getByRole('link', { name: nora.email }).waitFor();
    await row('one@mailinator.com Disposable address').waitFor();
    await row('guest.0@teal.example Invited').waitFor();
    expect(await dialog.getByRole('button', { name: /^Try the failed again/ }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Results as CSV' }).click();
    const lines = (await textOf(await download)).trim().split('\r\n');
    expect(lines).toHaveLength(104);
    expect(lines[1]).toBe('"one@mailinator.com","","Disposable address",""');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.goto('/users?q=guest.100');
    await page.getByRole('link', { name: /guest\.100/ }).waitFor();
  });

  it('[L10] shows how the mail of an invitation fares, and sends one again that has failed', async () => {
    const { page } = administrator;
    await page.goto('/users?status=pending&q=guest.100');
    await page.getByText('Mail sent').waitFor();
    const notifier = new Client({ connectionString: system.services.notifier.ownerDatabaseUrl });
    await notifier.connect();
    // As a mail server answers that knows nobody of this name.
    const { rowCount } = await notifier.query(
      `update mails set state = 'failed', sent_at = null, last_error = '550 5.1.1 No such user here', refused_at = now()
       where recipient = 'guest.100@teal.example'`,
    );
    await notifier.end();
    expect(rowCount).toBe(1);
    await page.reload();
    await page.getByText('No such address').waitFor();
    await page.getByText('550 5.1.1 No such user here').waitFor();
    expect(await findings(page)).toEqual([]);
    const again = page.getByRole('button', { name: /^Send again: / });
    await again.click();
    // A second click would kill the link that is on its way.
    await page.getByText('Mail on its way').or(page.getByText('Mail sent')).waitFor();
    expect(await again.count()).toBe(0);
    await page.getByText('Mail sent').waitFor();
  });

  it('[L14] is begun from the page of an organization and from the command palette, too', async () => {
    const { page } = administrator;
    const dialog = page.getByRole('dialog', { name: 'Import users' });
    await page.goto(`/organizations/${await ownOrganization(page)}`);
    await page.getByRole('button', { name: 'Import users…' }).click();
    await dialog.getByRole('button', { name: 'Choose a file' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find and go to' }).getByRole('combobox').waitFor();
    await page.keyboard.type('import');
    await page.getByRole('option', { name: 'Import users…', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Choose a file' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
