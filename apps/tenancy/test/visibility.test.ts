import fc from 'fast-check';
import { aBinding, aCenter, insertCenters } from './support/centers';
import { agreesInTurn, exportedIds, holdsTheSeen } from './support/further-surfaces';
import { seesInLongForm } from './support/long-form';
import { sameSight } from './support/same-sight';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, emptyWorld, insertWorld, type TestUser } from './support/world';
import { insertWholeWorld, type World, worlds } from './support/worlds';

describe('who sees whom', () => {
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());

  it('[A8] is the same by the long rule, by the domain’s and in SQL, in 1,000 random worlds', async () => {
    await sameSight(service, 1_000);
  }, 120_000);

  it('[A8] is the same in lists, search, counts, exports, selections, pickers, access, histories, service centers, their copy, explanations and commands, in 30 random worlds', async () => {
    let turn = 0;
    const inHttp = async (world: World) => {
      await emptyWorld(service.database);
      await insertWholeWorld(service.database, world);
      const before = await bindingsNow();
      for (const actor of world.users.filter(({ status }) => status === 'active').slice(0, 2)) {
        const cookie = await service.signIn(actor);
        const seen = world.users.filter((user) => seesInLongForm(world, actor, user));
        const ids = seen.map(({ userId }) => userId).sort();
        // Whoever is removed is in no list that does not ask for them.
        const present = seen.filter(({ status: one }) => one !== 'removed');
        const presentIds = present.map(({ userId }) => userId).sort();
        const removedIds = ids.filter((id) => !presentIds.includes(id));
        const list = await service.get('/v1/directory/users', cookie).expect(200);
        expect(idsIn(list.body).sort()).toEqual(presentIds);
        const search = await service.get('/v1/directory/users?q=example.com', cookie).expect(200);
        expect(idsIn(search.body).sort()).toEqual(presentIds);
        const removed = await service.get('/v1/directory/users?status=removed', cookie).expect(200);
        expect(idsIn(removed.body).sort()).toEqual(removedIds);
        const own = await service.get(`/v1/organizations/${actor.organizationId}`, cookie).expect(200);
        const colleagues = present.filter(({ organizationId }) => organizationId === actor.organizationId);
        expect(own.body).toMatchObject({ users: { count: colleagues.length, exact: true } });
        await holdsTheSeen({ service, world, actor, cookie });
        for (const user of world.users) {
          const isSeen = ids.includes(user.userId);
          await agrees(cookie, actor, user, isSeen);
          // Each command at every user would take too long; all of them in turn reach every one of them.
          await agreesInTurn({ service, actor, cookie }, user, { isSeen, turn: (turn += 1) });
        }
      }
      expect(await bindingsNow()).toEqual(before);
    };
    const agrees = async (cookie: string, actor: TestUser, { userId }: TestUser, isSeen: boolean) => {
      const status = isSeen ? 200 : 404;
      const path = `/v1/users/${userId}`;
      const copy = (to: string, sourceId: string) =>
        service.send('post', `/v1/users/${to}/service-centers/copy/preview`, cookie, { sourceId });
      const [access, centers, history, explained, command, ...others] = await Promise.all([
        service.get(`${path}/access`, cookie),
        service.get(`${path}/service-centers`, cookie),
        service.get(`${path}/access-history`, cookie),
        service.get(`/v1/visibility?account=${userId}`, cookie),
        service.send('delete', `${path}/service-centers/${nowhere}?version=1`, cookie),
        service.send('put', `${path}/access`, cookie, neverGiven),
        copy(userId, actor.userId),
        copy(actor.userId, userId),
      ]);
      expect([access.status, centers.status]).toEqual([status, status]);
      // Who sees a user may not read what happened to them, but is told so.
      for (const { body } of [history, ...others]) {
        const { code: told } = body as { code?: string };
        expect(told === 'user.not_found').toBe(!isSeen);
      }
      // Who manages no users is told so, whomever they ask about.
      if (explained.status === 200)
        expect((explained.body as { outcome: string }).outcome === 'visible').toBe(isSeen);
      else expect(explained.body).toMatchObject({ code: 'permission.missing' });
      const { code } = command.body as { code: string };
      expect(isSeen ? refusedToWhoSees : ['user.not_found']).toContain(code);
    };
    const bindingsNow = () =>
      service.database.query<unknown[]>(`select * from bindings order by user_id, center_id`);
    await fc.assert(fc.asyncProperty(worlds, inHttp), { numRuns: 30 });
  }, 240_000);

  it('[A8] [L12] hides from an export and its count who ranks higher, who is elsewhere, and whose center is not owned', async () => {
    await emptyWorld(service.database);
    const root = anOrganization(null, 'Velaria');
    const [own, foreign] = [anOrganization(root, 'Own'), anOrganization(root, 'Foreign')];
    const below = anOrganization(own, 'Below');
    const [owned, other] = [aCenter(below, 'Owned'), aCenter(below, 'Other')];
    const auditor = aUser(own, 'privileged', { userName: 'auditor', roleIds: ['auditor'] });
    const [plain, throughLock] = [aUser(below, 'standard'), aUser(below, 'standard')];
    const hidden = [aUser(below, 'master'), aUser(below, 'standard'), aUser(foreign, 'standard')];
    const users = [auditor, plain, throughLock, ...hidden];
    await insertWorld(service.database, { organizations: [root, own, foreign, below], users });
    const bindings = [
      aBinding(auditor, owned, { owned: true }),
      aBinding(throughLock, owned),
      ...hidden.slice(1, 2).flatMap((user) => [aBinding(user, owned), aBinding(user, other)]),
    ];
    await insertCenters(service.database, { centers: [owned, other], bindings });
    const cookie = await service.signIn(auditor);
    const exported = async (query: string) =>
      (await service.get(`/v1/directory/users/export?format=csv&${query}`, cookie).expect(200)).text;
    const ids = [auditor, plain, throughLock].map(({ userId }) => userId).sort();
    expect(exportedIds(await exported('status=active'))).toEqual(ids);
    for (const { userId, email } of hidden)
      for (const q of [userId, email]) expect(exportedIds(await exported(`q=${q}`))).toEqual([]);
    const [told] = await service.database.query<{ rows: number }[]>(
      `select (data ->> 'rows')::int as rows from event_log where subject = $1 order by version limit 1`,
      [`directory/${own.id}`],
    );
    expect(told).toEqual({ rows: 3 });
  });

  it('the random worlds reach every rule: some are hidden by place, by rank and by a center, some seen through a lock', () => {
    const reached = { byPlace: 0, byRank: 0, byCenter: 0, throughLock: 0, throughShare: 0 };
    for (const world of fc.sample(worlds, { numRuns: 300, seed: 1 })) {
      for (const actor of world.users)
        for (const user of world.users) {
          if (actor === user || actor.status !== 'active') continue;
          const seen = seesInLongForm(world, actor, user);
          const free = { ...world, bindings: [] };
          if (!user.path.includes(actor.organizationId)) reached.byPlace += 1;
          else if (actor.accountType === 'privileged' && user.accountType === 'master') reached.byRank += 1;
          else if (!seen && seesInLongForm(free, actor, user)) reached.byCenter += 1;
          else if (seen && user.centers.length > 0 && actor.accountType === 'privileged')
            reached.throughLock += 1;
          else if (seen && user.centers.some((id) => isElsewhere(world, actor, id)))
            reached.throughShare += 1;
        }
    }
    for (const [, times] of Object.entries(reached)) expect(times).toBeGreaterThan(20);
  });
});

/** What somebody is told who unbinds a user whom they see from a center that does not exist. */
const refusedToWhoSees = ['service_center.not_found', 'permission.missing', 'user.self', 'user.wrong_status'];
const nowhere = '00000000-0000-4000-8000-000000000000';
/** Of a version that no access has: it is refused to everybody. */
const neverGiven = {
  version: 999_999,
  accountType: 'standard',
  roleIds: [],
  modules: [],
  subAccountIds: null,
};

const isElsewhere = (world: World, actor: TestUser, centerId: string): boolean =>
  world.centers.some(
    ({ id, organization }) => id === centerId && !organization.path.includes(actor.organizationId),
  );

const idsIn = (page: unknown): string[] =>
  (page as { items: { userId: string }[] }).items.map((item) => item.userId);
