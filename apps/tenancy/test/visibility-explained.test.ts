import { aBinding, aCenter, insertCenters } from './support/centers';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('why can’t I see this account?', () => {
  const root = anOrganization(null, 'Velaria');
  const own = anOrganization(root, 'Own');
  const child = anOrganization(own, 'Own child');
  const foreign = anOrganization(root, 'Foreign');
  const north = aCenter(child, 'North');
  const lent = aCenter(foreign, 'Lent', { sharedWith: [child] });
  const administrator = aUser(own, 'privileged');
  const standard = aUser(own, 'standard');
  const master = aUser(own, 'master', { userName: 'the-master' });
  const childMaster = aUser(child, 'master');
  const plain = aUser(child, 'standard', { userName: 'Plain.Person', email: 'Plain@Example.com' });
  const bound = aUser(child, 'standard', { userName: 'bound' });
  const owner = aUser(own, 'privileged', { userName: 'owner' });
  const stranger = aUser(foreign, 'standard', { userName: 'stranger', email: 'stranger@foreign.example' });
  let service: TestService;

  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, child, foreign],
      users: [administrator, standard, master, childMaster, plain, bound, owner, stranger],
    });
    await insertCenters(service.database, {
      centers: [north, lent],
      bindings: [aBinding(bound, north), aBinding(bound, lent), aBinding(owner, north, { owned: true })],
    });
  });
  afterAll(() => service.close());

  type Explained = Answer & { status: number; headers: Record<string, string> };
  const explain = async (actor: TestUser, account: string): Promise<Explained> => {
    const cookie = await service.signIn(actor);
    return service.get(`/v1/visibility?account=${encodeURIComponent(account)}`, cookie);
  };

  it.each(['plain.person', ' PLAIN.PERSON ', 'plain@example.com', 'PLAIN@EXAMPLE.COM', plain.userId])(
    '[A9] finds an account by its user name, its e-mail or its id: %s',
    async (account) => {
      const { body } = await explain(administrator, account);
      expect(body).toEqual({ outcome: 'visible', userId: plain.userId });
    },
  );

  it('[A9] names the rank, what would mend it, and of whose master could no more than the own organization', async () => {
    const { body } = await explain(administrator, 'the-master');
    expect(body).toEqual({
      outcome: 'hidden',
      rules: [
        {
          rule: 'rank_too_low',
          mend: 'ask_higher_rank',
          // The account itself is the only master of the own organization; the one above is not theirs to know.
          who: [{ kind: 'master', organization: null }],
        },
      ],
    });
    // Of one below it is not told that they are there: the master of the own organization mends that as well.
    const below = await explain(administrator, childMaster.userId);
    const who = [{ kind: 'master', organization: { organizationId: own.id, name: 'Own', kind: own.kind } }];
    expect(below.body).toEqual({
      outcome: 'hidden',
      rules: [{ rule: 'rank_too_low', mend: 'ask_higher_rank', who }],
    });
  });

  it('[A9] counts the centers that are not owned and names those that the actor sees', async () => {
    const { body } = await explain(administrator, 'bound');
    const whoseMaster = { organizationId: own.id, name: 'Own', kind: own.kind };
    expect(JSON.stringify(body)).not.toContain(child.id);
    expect(body).toEqual({
      outcome: 'hidden',
      rules: [
        {
          rule: 'center_not_owned',
          mend: 'take_ownership',
          // Of one center somebody holds the lock, of the other nobody: only a master mends both.
          who: [{ kind: 'master', organization: whoseMaster }],
          centers: 2,
          named: [
            { serviceCenterId: lent.id, name: 'Lent' },
            { serviceCenterId: north.id, name: 'North' },
          ],
        },
      ],
    });
    const owned = await explain(administrator, bound.userId.toUpperCase());
    expect(owned.body).toEqual(body);
    const locked = aUser(child, 'standard', { userName: 'locked' });
    await insertWorld(service.database, { users: [locked] });
    await insertCenters(service.database, { bindings: [aBinding(locked, north)] });
    expect((await explain(administrator, 'locked')).body).toMatchObject({
      rules: [{ who: [{ kind: 'owner_of_center' }, { kind: 'master', organization: whoseMaster }] }],
    });
  });

  it('[A9] says that an owner could only where one may give the lock to who asks', async () => {
    const [mine, south] = [aCenter(own, 'Mine'), aCenter(own, 'South')];
    const asking = aUser(own, 'privileged', { userName: 'asking' });
    const wanted = aUser(child, 'standard');
    const holders = {
      below: aUser(child, 'privileged'),
      standard: aUser(own, 'standard'),
      auditor: aUser(own, 'privileged', { roleIds: ['auditor'] }),
      blocked: aUser(own, 'privileged', { status: 'blocked' }),
      // Who asks is bound to a center that they do not own: they do not see them.
      blind: aUser(own, 'privileged'),
    };
    const able = aUser(own, 'privileged');
    await insertWorld(service.database, { users: [asking, wanted, able, ...Object.values(holders)] });
    await insertCenters(service.database, {
      centers: [mine, south],
      bindings: [aBinding(asking, mine), aBinding(wanted, south)],
    });
    const couldOwner = async () => {
      const { body } = await explain(asking, wanted.userId);
      const { rules } = body as { rules: { who: { kind: string }[] }[] };
      return rules.flatMap(({ who }) => who).some(({ kind }) => kind === 'owner_of_center');
    };
    for (const [name, holder] of Object.entries(holders)) {
      const owned = name === 'blind' ? [south] : [south, mine];
      const bindings = owned.map((center) => aBinding(holder, center, { owned: true }));
      await insertCenters(service.database, { bindings });
      expect(await couldOwner()).toBe(false);
    }
    await insertCenters(service.database, {
      bindings: [aBinding(able, south, { owned: true }), aBinding(able, mine, { owned: true })],
    });
    expect(await couldOwner()).toBe(true);
    await service.database.query(`update bindings set owned = false where user_id = $1 and center_id = $2`, [
      able.userId,
      mine.id,
    ]);
    expect(await couldOwner()).toBe(false);
  });

  it('[A9] names no center to whom centers are not shown', async () => {
    const auditor = aUser(own, 'privileged', { roleIds: ['auditor'] });
    await insertWorld(service.database, { users: [auditor] });
    expect((await explain(auditor, 'bound')).body).toMatchObject({ rules: [{ centers: 2, named: [] }] });
  });

  it('[A9] answers the same for an account outside the own subtree as for none at all', async () => {
    const none = await explain(administrator, 'nobody-at-all');
    expect(none.body).toEqual({ outcome: 'unknown', mend: 'ask_organization_above' });
    for (const account of ['stranger', 'stranger@foreign.example', stranger.userId, master.path[0] ?? '']) {
      const { status, body, headers } = await explain(administrator, account);
      expect([status, body]).toEqual([200, none.body]);
      expect(headers['content-length']).toBe(none.headers['content-length']);
    }
  });

  it('[A9] tells whoever manages no users only that, whomever they ask about', async () => {
    for (const account of [standard.userId, 'plain.person', 'stranger', 'nobody-at-all']) {
      const { status, body } = await explain(standard, account);
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'permission.missing', mend: 'ask_for_permission' });
    }
  });

  it('[A9] refuses what can be no account', async () => {
    for (const account of ['', ' ', 'a\0b', 'x'.repeat(255)]) {
      const { status, body } = await explain(administrator, account);
      expect({ status, body }).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    }
  });

  it('[A9] is limited, so that nobody finds out by guessing who there is', async () => {
    const guesser = aUser(own, 'privileged');
    await insertWorld(service.database, { users: [guesser] });
    const cookie = await service.signIn(guesser);
    const statuses = [];
    for (let at = 0; at < 31; at += 1)
      statuses.push((await service.get(`/v1/visibility?account=guess-${at}`, cookie)).status);
    expect(statuses).toEqual([...Array<number>(30).fill(200), 429]);
    // Nor through somebody else's account, whose own guesses are not used up by it.
    const user = aUser(own, 'privileged', { roleIds: ['user_administrator'] });
    await insertWorld(service.database, { users: [user] });
    const mirrored = await service.mirror(master, user);
    for (let at = 0; at < 31; at += 1) await service.get('/v1/visibility?account=guess', mirrored);
    expect((await service.get('/v1/visibility?account=guess', mirrored)).status).toBe(429);
    expect((await explain(user, 'guess')).status).toBe(200);
    expect((await explain(administrator, 'plain.person')).status).toBe(200);
  });
});
