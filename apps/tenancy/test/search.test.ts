import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('searching the directory', () => {
  const root = anOrganization(null, 'Velaria');
  const person = (firstName: string, lastName: string, userName: string, rest: Partial<TestUser> = {}) =>
    aUser(root, 'standard', { firstName, lastName, userName, email: `${userName}@mail.example`, ...rest });
  const master = aUser(root, 'master', { userName: 'boss', email: 'boss@velaria.example' });
  const people = {
    ana: person('Ana María', 'Ruíz', 'ana.ruiz', { userId: 'c0ffee12-3456-4789-8abc-def012345678' }),
    juergen: person('Jürgen', 'Weiß', 'jweiss'),
    fedor: person('Фёдор', 'Достоевский', 'fedor'),
    underscore: person('Pat', 'Percent', 'pat_100%'),
    plain: person('Pat', 'Percentless', 'patx100y'),
    abe: person('Abe', 'Lincoln', 'abe'),
    pending: aUser(root, 'standard', {
      status: 'pending',
      userName: 'newcomer',
      email: 'newcomer@else.example',
    }),
  };
  let service: TestService;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root], users: [master, ...Object.values(people)] });
    cookie = await service.signIn(master);
  });
  afterAll(() => service.close());

  async function find(q: string): Promise<string[]> {
    const { body } = (await service
      .get(`/v1/directory/users?q=${encodeURIComponent(q)}`, cookie)
      .expect(200)) as Answer;
    const page = body as { items: { userName: string }[]; total: { count: number; exact: boolean } };
    expect(page.total).toEqual({ count: page.items.length, exact: true });
    return page.items.map((item) => item.userName);
  }

  it.each([
    ['the whole name', 'Ana María Ruíz', ['ana.ruiz']],
    ['words in another order', 'ruiz ana', ['ana.ruiz']],
    ['a part from within', 'uíz', ['ana.ruiz']],
    ['a complete e-mail address', 'ana.ruiz@mail.example', ['ana.ruiz']],
    ['a part of an address', 'else.exa', ['newcomer']],
    ['two letters as a beginning', 'ab', ['abe']],
    ['one letter as a beginning', 'ф', ['fedor']],
    ['two letters that stand within a word only', 'cz', []],
    ['another case', 'JÜRGEN', ['jweiss']],
    ['no accents', 'jurgen weiss', ['jweiss']],
    ['ё as е', 'федор', ['fedor']],
    ['a part in Cyrillic', 'оевск', ['fedor']],
    ['another Unicode form', 'Ruíz'.normalize('NFD'), ['ana.ruiz']],
    ['a wildcard as the letter that it is', 'pat_1', ['pat_100%']],
    ['a percent sign as the letter that it is', '100%', ['pat_100%']],
    ['a complete id', 'c0ffee12-3456-4789-8abc-def012345678', ['ana.ruiz']],
    ['a complete id in capitals', 'C0FFEE12-3456-4789-8ABC-DEF012345678', ['ana.ruiz']],
    ['the beginning of an id', 'c0ffee12-34', ['ana.ruiz']],
    ['a name that could be a part of an id', 'abe', ['abe']],
    ['nobody', 'zzzzz', []],
    ['a whole user name', '"abe"', ['abe']],
    ['a part in quotation marks', '"ana.rui"', []],
    ['a whole first name, which is no whole', '"Abe"  lincoln', ['abe']],
    ['a whole full name, folded', '"ANA MARIA RUIZ"', ['ana.ruiz']],
    ['a family name in quotation marks', '"percent"', []],
    ['a whole e-mail address', '“fedor@mail.example”', ['fedor']],
    ['a part of an address in quotation marks', '"fedor@mail"', []],
    ['a whole id', '"c0ffee12-3456-4789-8abc-def012345678"', ['ana.ruiz']],
    ['a beginning of an id in quotation marks', '"c0ffee12-3456"', []],
    ['a wildcard in quotation marks', '"pat_100%"', ['pat_100%']],
    ['a whole and a word', '"jweiss" mail', ['jweiss']],
    ['a quotation that is still being typed', '"ana mar', ['ana.ruiz']],
    ['space around', '  ana.ruiz  ', ['ana.ruiz']],
  ])('[L11] finds %s', async (_what, q, userNames) => {
    expect(await find(q)).toEqual(userNames);
  });

  it.each(['', '   ', '@', '...', '\u0301'])('[L11] lists everybody when %j says nothing', async (q) => {
    expect(await find(q)).toHaveLength(8);
  });

  it.each(['\0', "'; drop table directory; --", '\\', '%', '_', '$1', 'a'.repeat(200)])(
    'takes %j for text',
    async (q) => {
      await service.get(`/v1/directory/users?q=${encodeURIComponent(q)}`, cookie).expect(200);
    },
  );

  it('[L11] filters by status, by several too', async () => {
    const { body } = (await service.get('/v1/directory/users?status=pending', cookie).expect(200)) as Answer;
    expect(body).toMatchObject({ items: [{ userName: 'newcomer', status: 'pending' }], total: { count: 1 } });
    const both = await service.get('/v1/directory/users?status=pending&status=active', cookie).expect(200);
    expect(both.body).toMatchObject({ total: { count: 8, exact: true } });
  });

  it('[L11] shows what a list needs of a user', async () => {
    const { body } = (await service.get('/v1/directory/users?q=newcomer', cookie).expect(200)) as Answer;
    expect(body).toEqual({
      items: [
        {
          userId: people.pending.userId,
          userName: 'newcomer',
          email: 'newcomer@else.example',
          firstName: null,
          middleName: null,
          lastName: null,
          status: 'pending',
          accountType: 'standard',
          organization: { organizationId: root.id, name: 'Velaria', kind: 'operator' },
          invitationExpiresAt: null,
          invitationExpired: false,
          blockedReason: null,
          inactiveCause: null,
          inactiveReason: null,
          createdAt: '2026-03-01T12:00:00.000Z',
          lastSignInOn: null,
        },
      ],
      nextCursor: null,
      total: { count: 1, exact: true },
      updating: false,
    });
  });
});
