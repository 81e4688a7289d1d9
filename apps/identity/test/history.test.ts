import { allowed, unseen } from './support/tenancy';
import { browser, colleague, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

type Page = {
  items: { type: string; version: number; actor: object; personal: object | null }[];
  nextCursor: string | null;
};
const history = async (userId: string, viewer: Person, query = ''): Promise<Page> =>
  (await browser(identity, viewer.cookie).get(`/v1/users/${userId}/history${query}`).expect(200))
    .body as Page;

describe('the history of a user', () => {
  it('[L13] tells who did what, when and why, newest first', async () => {
    const user = await colleague(identity, master);
    await browser(identity, master.cookie)
      .post(`/v1/users/${user.userId}/block`, { reason: 'Phone lost' })
      .expect(200);
    const { items, nextCursor } = await history(user.userId, master);
    const by = (person: Person, name: string) => ({ kind: 'user', id: person.userId, name });
    expect(items).toMatchObject([
      {
        type: 'identity.user.blocked.v1',
        version: 3,
        actor: by(master, 'Ana Ruiz'),
        personal: { reason: 'Phone lost' },
      },
      { type: 'identity.user.activated.v1', version: 2, actor: by(user, 'Ben Okoye') },
      {
        type: 'identity.user.created.v1',
        version: 1,
        actor: by(master, 'Ana Ruiz'),
        personal: { email: user.email },
      },
    ]);
    expect(nextCursor).toBeNull();
  });

  it('[L13] comes in pages', async () => {
    const user = await colleague(identity, master);
    for (let turn = 0; turn < 3; turn += 1) {
      await browser(identity, master.cookie)
        .post(`/v1/users/${user.userId}/block`, { reason: 'Again' })
        .expect(200);
      await browser(identity, master.cookie)
        .post(`/v1/users/${user.userId}/unblock`, { comment: null })
        .expect(200);
    }
    const versions: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await history(user.userId, master, `?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      versions.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor);
    expect(versions).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('[L13] names nobody whom the viewer does not see', async () => {
    const user = await colleague(identity, master);
    identity.tenancy.decide(() => unseen);
    const { items } = await history(user.userId, user);
    expect(items.map(({ actor }) => actor)).toEqual([
      { kind: 'user', id: user.userId, name: 'Ben Okoye' },
      { kind: 'user', id: master.userId, name: null },
    ]);
  });

  it.each(['', '/history'])(
    'is as unknown as its user where the viewer does not see them: %s',
    async (path) => {
      const user = await colleague(identity, master);
      const other = await openAccount(identity);
      identity.tenancy.decide(() => unseen);
      const { body } = await browser(identity, other.cookie)
        .get(`/v1/users/${user.userId}${path}`)
        .expect(404);
      expect(body).toMatchObject({ code: 'user.not_found' });
    },
  );

  it.each(['?cursor=nonsense', '?limit=0', '?limit=201', '?limit=many', '?page=2'])(
    'refuses the query %s',
    async (query) => {
      const answer = await browser(identity, master.cookie)
        .get(`/v1/users/${master.userId}/history${query}`)
        .expect(400);
      expect(answer.body).toMatchObject({ code: 'request.invalid' });
    },
  );
});

describe('the profile of a user', () => {
  it('[L13] shows status, credential and invitation', async () => {
    const user = await colleague(identity, master);
    const { body } = await browser(identity, master.cookie).get(`/v1/users/${user.userId}`).expect(200);
    expect(body).toMatchObject({
      userId: user.userId,
      userName: user.userName,
      status: 'active',
      credential: 'set',
      invitation: { state: 'accepted' },
      version: 2,
    });
    expect((body as { lastSignInAt: string }).lastSignInAt).not.toBeNull();
  });

  it('asks tenancy about others, and nobody about oneself', async () => {
    identity.tenancy.asked.length = 0;
    await browser(identity, master.cookie).get(`/v1/users/${master.userId}`).expect(200);
    expect(identity.tenancy.asked).toHaveLength(0);
    await browser(identity).get(`/v1/users/${master.userId}`).expect(401);
  });
});
