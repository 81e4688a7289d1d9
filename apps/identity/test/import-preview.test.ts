import { randomUUID } from 'node:crypto';
import { csv, customerOf, importsOf, problemsOf } from './support/imports';
import { colleague, newAddress, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ jobs: true });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const { asking, request, preview, begin, imported } = importsOf(
  () => identity,
  () => master,
);

describe('the preview of an import', () => {
  it('[L14] tells what each line would do and writes nothing', async () => {
    const held = await colleague(identity, master);
    const lines = [
      `${newAddress('Cleo')};Cleo;Hart`,
      'nobody@;Ivan;Petrov',
      `${newAddress('noname')};;Petrov`,
      `someone@mailinator.com;Ivan;Petrov`,
      `${held.email.toUpperCase()};Ben;Okoye`,
      '',
      `${newAddress('long')};${'x'.repeat(101)};Petrov`,
      `${newAddress('more')};Ivan;Petrov;what is this`,
    ];
    const before: unknown = await identity.database.query('select count(*) from users');
    const answer = await preview(csv(...lines, lines[0]?.toUpperCase() ?? ''));
    expect(problemsOf(answer)).toEqual([
      [2],
      [3, 'import.email_malformed'],
      [4, 'import.name_missing'],
      [5, 'import.email_disposable'],
      [6, 'user.email_taken'],
      [8, 'import.name_too_long'],
      [9, 'import.too_many_cells'],
      [10, 'import.email_repeated'],
    ]);
    expect(answer.counts).toEqual({ lines: 8, create: 1, refused: 7 });
    expect(answer.lines[0]).toMatchObject({
      name: 'Cleo Hart',
      address: lines[0]?.split(';')[0],
      userName: null,
      organization: null,
      accountType: 'standard',
      language: 'de',
    });
    expect(await identity.database.query('select count(*) from users')).toEqual(before);
    expect(await identity.database.query('select from bulk_job')).toEqual([]);
  });

  it.each([
    [
      'Spanish, with a byte order mark',
      '\uFEFFCorreo electrónico;NOMBRE;Apellidos;Tipo de cuenta;Idioma',
      ';',
      'Administrador;alemán',
    ],
    ['German', 'E-Mail-Adresse,Vorname,Nachname,Kontotyp,Sprache', ',', 'admin,de-AT'],
    ['Russian', 'Эл. почта\tИмя\tФамилия\tТип учётной записи\tЯзык', '\t', 'Администратор\tНемецкий'],
    [
      'English, as Excel writes it',
      'sep=;\n"e-mail *";"First Name";"last_name";"Account type";Language',
      ';',
      '"ADMIN";"Deutsch"',
    ],
  ])('[L14] finds columns and delimiter by themselves: %s', async (_which, header, delimiter, rest) => {
    const email = newAddress('lea');
    const answer = await preview(
      `${header}\n${[email, '"Lea ""L"""', ' Sommer '].join(delimiter)}${delimiter}${rest}\n`,
      { language: 'en' },
    );
    expect(answer.delimiter).toBe(delimiter);
    expect(answer.columns.map(({ column }) => column)).toEqual([
      'email',
      'firstName',
      'lastName',
      'accountType',
      'language',
    ]);
    expect(answer.lines).toMatchObject([
      { name: 'Lea "L" Sommer', address: email, accountType: 'privileged', language: 'de', problems: [] },
    ]);
  });

  it('[L14] reads names with line breaks, and takes no column for what it often is not', async () => {
    const answer = await preview(
      `\n"E-mail";"First\nname";Last name;Address;Role;Company;Account\n${newAddress()};A;B;Main Street 1;master;Acme;7`,
    );
    expect(answer.delimiter).toBe(';');
    expect(answer.columns.map(({ column }) => column)).toEqual([
      ...['email', 'firstName', 'lastName'],
      ...[null, null, null, null],
    ]);
    expect(answer.lines).toMatchObject([{ line: 4, accountType: 'standard', problems: [] }]);
  });

  it('[L14] names the columns that it does not know, and what of a line it does not', async () => {
    const answer = await preview(
      `E-mail,Phone,First name,Last name,User name,Account type,Language\n` +
        `${newAddress()},1,A,B,with space,boss,Klingon\n` +
        `${newAddress()},1,A,B,same.name,,\n${newAddress()},1,A,B,Same.Name,,`,
    );
    expect(answer.columns.filter(({ column }) => column === null)).toEqual([
      { header: 'Phone', column: null },
    ]);
    expect(problemsOf(answer)).toEqual([
      [2, 'import.user_name_malformed', 'import.language_unknown', 'import.account_type_unknown'],
      [3],
      [4, 'import.user_name_repeated'],
    ]);
  });

  it.each([
    [
      'no columns that it needs',
      'Phone;E-mail\n1;a@b.example',
      'import.column_missing',
      { columns: ['firstName', 'lastName'] },
    ],
    [
      'a column twice',
      `${csv().replace('Last', 'Given')};Surname\na;b;c;d`,
      'import.column_twice',
      { columns: ['firstName'] },
    ],
    ['nothing but a header', csv(' ;; '), 'import.empty', {}],
    ['no text', '', 'import.empty', {}],
    ['a quotation mark that nobody closes', csv('a@b.example;"A;B', 'c;d;e'), 'import.unreadable', {}],
    [
      'something behind a closing quotation mark',
      csv('a@b.example;A;"Acme" GmbH'),
      'import.unreadable',
      { line: 2 },
    ],
    ['characters that were no UTF-8', csv('a@b.example;Jos\uFFFD;B'), 'import.not_utf8', {}],
    [
      'more than 10,000 lines',
      csv(...Array<string>(10_001).fill('a;b;c')),
      'import.too_many_lines',
      { limit: 10_000 },
    ],
    ['more than 2 MB', csv('"'.repeat(2_000_000)), 'import.too_large', { limit: 2_000_000 }],
  ])('[L14] refuses a file with %s', async (_what, file, code, more) => {
    const { body } = await asking().post('/v1/imports/preview', request(file)).expect(422);
    expect(body).toMatchObject({ code, ...more });
    expect((await begin(file).expect(422)).body).toMatchObject({ code, ...more });
  });

  it('[L14] [A8] asks of each organization and account type whether it may be given; foreign ids are as unknown', async () => {
    const [own, closed, foreign] = [
      await customerOf(identity, master, 'Pens & Co'),
      await customerOf(identity, master, 'Closed'),
      randomUUID(),
    ];
    await customerOf(identity, master, 'Twice');
    await customerOf(identity, master, 'Twice');
    await customerOf(identity, master, 'Ｗide ﬁelds');
    await setStatus(identity, await customerOf(identity, master, 'Gone'), 'closed');
    await setStatus(identity, closed, 'suspended');
    await identity.database.query(
      `insert into organization (id, kind, name, path, version) values ($1, 'company', 'Zzforeign', array[$1::uuid], 1)`,
      [foreign],
    );
    identity.tenancy.decide((question) => {
      if (question.about !== 'organization') return allowed;
      if (question.organizationId === foreign) return unseen;
      if (question.accountType !== 'master') return allowed;
      return {
        allowed: false,
        rule: 'grant_above_own_rank',
        mend: 'grant_lower_account_type',
        visible: true,
      };
    });
    const line = (organization: string, type = '') => `${newAddress()};A;B;${organization};${type}`;
    const file = [
      'E-mail;First name;Last name;Organization;Account type',
      ...[line(own), line('pens & co'), line(closed), line(foreign), line('Zzforeign')],
      ...[line(randomUUID()), line('Twice'), line('', 'Master'), line('', 'user')],
      ...[line('wide fields'), line('gone')],
    ].join('\n');
    const answer = await preview(file);
    expect(problemsOf(answer)).toEqual([
      [2],
      [3],
      [4, 'organization.suspended'],
      [5, 'organization.not_found'],
      [6, 'organization.not_found'],
      [7, 'organization.not_found'],
      [8, 'import.organization_ambiguous'],
      [9, 'grant.not_allowed'],
      [10],
      [11],
      [12, 'organization.not_found'],
    ]);
    expect(answer.lines.slice(0, 7).map(({ organization }) => organization)).toEqual([
      ...['Pens & Co', 'Pens & Co', 'Closed'],
      ...[foreign, 'Zzforeign', answer.lines[5]?.organization, 'Twice'],
    ]);
    const { items: results } = await imported(file);
    expect(results.map(({ problem }) => problem)).toEqual(
      answer.lines.map(({ problems }) => problems[0] ?? null),
    );
    identity.tenancy.decide(() => unseen);
    for (const route of ['/v1/imports/preview', '/v1/imports'])
      expect(
        (
          await asking()
            .post(route, request(csv('a;b;c'), route.endsWith('s') ? { password: master.password } : {}))
            .expect(404)
        ).body,
      ).toMatchObject({ code: 'organization.not_found' });
  });

  it('[L14] says of whom one does not see neither that they have the address nor the user name; the job does not say which, and tells them', async () => {
    const hidden = await openAccount(identity);
    identity.tenancy.decide((question) => (question.about === 'user' ? unseen : allowed));
    const file = [
      'E-mail,First name,Last name,User name',
      `${hidden.email},A,B,`,
      `${newAddress()},A,B,${hidden.userName.toUpperCase()}`,
    ].join('\n');
    expect(problemsOf(await preview(file))).toEqual([[2], [3]]);
    const { items: results } = await imported(file);
    expect(results.map(({ problem }) => problem)).toEqual(['import.taken_unseen', 'import.taken_unseen']);
    expect((await identity.mailsTo(hidden.email)).at(-1)).toMatchObject({ template: 'already_registered' });
    identity.tenancy.decide(() => allowed);
    expect(problemsOf(await preview(file))).toEqual([
      [2, 'user.email_taken'],
      [3, 'user_name.taken'],
    ]);
  });

  it('[L14] a line whose user name is known to be taken does not tell whether somebody out of sight has the address', async () => {
    const [hidden, seen] = [await openAccount(identity), await colleague(identity, master)];
    identity.tenancy.decide((question) =>
      question.about === 'user' && question.userId === hidden.userId ? unseen : allowed,
    );
    const mails = await identity.mailsTo(hidden.email);
    const line = (email: string) => `E-mail,First name,Last name,User name\n${email},A,B,${seen.userName}`;
    for (const email of [hidden.email, newAddress()])
      expect((await imported(line(email))).items).toMatchObject([{ problem: 'user_name.taken' }]);
    expect(await identity.mailsTo(hidden.email)).toEqual(mails);
  });
});
