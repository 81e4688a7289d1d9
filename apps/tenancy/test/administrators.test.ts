import { type AccessWorld, accessWorld } from './support/access-world';
import { aBinding, aCenter, insertCenters } from './support/centers';
import { type TestService, testService } from './support/service';
import { aUser, emptyWorld, insertWorld, type TestOrganization, type TestUser } from './support/world';

type Item = { userId: string; accountType: string; mirror: { allowed: boolean; rule?: string } };

describe('the administrators of an organization', () => {
  let service: TestService;
  let world: AccessWorld;
  let people: AccessWorld['people'];
  beforeAll(async () => (service = await testService()));
  afterAll(() => service.close());
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
    people = world.people;
  });

  const listed = (who: TestUser, { id }: TestOrganization) =>
    world.get(who, `/v1/organizations/${id}/administrators`);
  const itemsFor = async (who: TestUser, organization: TestOrganization) => {
    const { status, body } = await listed(who, organization);
    expect(status).toBe(200);
    return body['items'] as Item[];
  };
  const idsOf = (items: readonly { userId: string }[]) => items.map(({ userId }) => userId);
  const add = (...users: TestUser[]) => insertWorld(service.database, { users });

  it('[A12] are its active masters, then who else manages users, by name, with whether one may act as them', async () => {
    const { company } = world;
    const named = (lastName: string) => ({ firstName: 'Ada', lastName });
    const own = await world.role(company.id, ['user.view', 'user.block']);
    const looking = await world.role(company.id, ['user.view', 'line.assign']);
    const forMasters = await world.role(company.id, ['user.view', 'user.access']);
    await world.query(`update roles set lowest_account_type = 'master' where id = $1`, [forMasters]);
    const wanted = [
      aUser(company, 'master', named('Aaron')),
      aUser(company, 'master', named('Zander')),
      aUser(company, 'privileged', named('Abel')),
      aUser(company, 'privileged', { ...named('Berg'), roleIds: [own] }),
    ];
    await world.query(`update access set status = 'blocked' where organization_id = $1`, [company.id]);
    await add(
      ...wanted.toReversed(),
      aUser(company, 'privileged', { ...named('Looks'), roleIds: [looking] }),
      aUser(company, 'privileged', { ...named('Not yet'), roleIds: [forMasters] }),
      aUser(company, 'privileged', { ...named('Nothing'), roleIds: [] }),
      aUser(company, 'standard', named('Standard')),
      aUser(company, 'master', { ...named('Gone'), status: 'inactive' }),
      aUser(world.customer, 'master', named('Below')),
    );
    const { body } = await listed(people.operator, company);
    expect(body).toEqual({
      items: wanted.map(({ userId, userName, firstName, lastName, email, accountType }) => ({
        userId,
        userName,
        firstName,
        lastName,
        email,
        accountType,
        mirror: { allowed: true },
      })),
      nextCursor: null,
    });
  });

  it('[A9] [A12] of one’s own organization say why one cannot act as them', async () => {
    const items = await itemsFor(people.master, world.company);
    const ruleFor = ({ userId }: TestUser) =>
      items.find((item) => item.userId === userId)?.mirror.rule ?? 'allowed';
    expect(ruleFor(people.master)).toBe('self');
    expect(ruleFor(people.secondMaster)).toBe('rank_too_low');
    expect(ruleFor(people.manager)).toBe('allowed');
    const seen = await itemsFor(people.auditor, world.company);
    expect(seen.map(({ mirror }) => mirror.rule)).toEqual(seen.map(() => 'permission_missing'));
    expect(seen.length).toBeGreaterThan(0);
  });

  it('[A8] [A12] are only those whom one sees', async () => {
    expect(idsOf(await itemsFor(people.manager, world.company)).sort()).toEqual(
      [people.manager.userId, people.administrator.userId].sort(),
    );
    const [center, bound] = [aCenter(world.customer, 'North'), aUser(world.customer, 'privileged')];
    await add(bound);
    expect(idsOf(await itemsFor(people.manager, world.customer))).toEqual([bound.userId]);
    await insertCenters(service.database, { centers: [center], bindings: [aBinding(bound, center)] });
    expect(await itemsFor(people.manager, world.customer)).toEqual([]);
    expect(idsOf(await itemsFor(people.master, world.customer))).toEqual([bound.userId]);
    expect(await itemsFor(people.standard, world.company)).toEqual([]);
  });

  it('[A8] [A12] of an organization that one does not see are not told', async () => {
    for (const [who, organization] of [
      [people.master, world.root],
      [people.master, world.other],
      [people.standard, world.customer],
    ] as const)
      expect(await listed(who, organization)).toMatchObject({
        status: 404,
        body: { code: 'organization.not_found' },
      });
  });

  it('[A12] come in pages, each of them once and masters first', async () => {
    const masters = ['Zoe', 'Ana'].map((lastName) => aUser(world.customer, 'master', { lastName }));
    const others = ['Carl', 'Bea', 'Bea'].map((lastName) =>
      aUser(world.customer, 'privileged', { lastName }),
    );
    await add(...masters, ...others);
    const path = `/v1/organizations/${world.customer.id}/administrators?limit=2`;
    const names: unknown[] = [];
    const ids = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await world.get(people.operator, `${path}${cursor && `&cursor=${cursor}`}`);
      const page = body as { items: { userId: string; lastName: string }[]; nextCursor: string | null };
      names.push(page.items.map(({ lastName }) => lastName));
      for (const { userId } of page.items) ids.add(userId);
      cursor = page.nextCursor;
    }
    expect(names).toEqual([['Ana', 'Zoe'], ['Bea', 'Bea'], ['Carl']]);
    expect(ids.size).toBe(5);
    expect((await world.get(people.operator, `${path}&cursor=x`)).status).toBe(400);
  });
});

describe('whether one may act as a user', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  type Person = keyof AccessWorld['people'];
  it.each<[Person, Person, string]>([
    ['operator', 'master', 'allowed'],
    ['operator', 'standard', 'allowed'],
    ['master', 'manager', 'allowed'],
    ['master', 'below', 'allowed'],
    ['manager', 'standard', 'allowed'],
    ['manager', 'below', 'allowed'],
    ['manager', 'administrator', 'rank_too_low'],
    ['master', 'secondMaster', 'rank_too_low'],
    ['manager', 'master', 'rank_too_low'],
    ['administrator', 'standard', 'permission_missing'],
    ['master', 'master', 'self'],
    ['master', 'stranger', 'outside_subtree'],
    ['master', 'operator', 'outside_subtree'],
    ['standard', 'below', 'permission_missing'],
  ])('[A11] [A12] %s as %s: %s', async (who, whom, rule) => {
    const { people } = world;
    const asked = { about: 'user', act: 'user.mirror', userId: people[whom].userId };
    const answer = await service.decide({ actorId: people[who].userId, questions: [asked] });
    const [decision] = (answer.body as { decisions: { allowed: boolean; rule?: string }[] }).decisions;
    expect(decision?.rule ?? 'allowed').toBe(rule);
    const seen = await world.get(people[who], `/v1/users/${people[whom].userId}/access`);
    // Beside what is told of the user stands the same decision; whoever is not seen is not told of.
    if (seen.status === 200) expect(seen.body['acts']).toContainEqual({ act: 'user.mirror', decision });
    else expect(decision).toMatchObject({ allowed: false, visible: false });
  });

  it('[A11] never while somebody is mirrored already', async () => {
    const { people } = world;
    const answer = await service.decide({
      actorId: people.operator.userId,
      onBehalfOfId: people.master.userId,
      questions: [
        { about: 'user', act: 'user.mirror', userId: people.standard.userId },
        {
          about: 'organization',
          act: 'user.invite',
          organizationId: world.company.id,
          accountType: 'standard',
        },
        { about: 'user', act: 'user.block', userId: people.standard.userId },
      ],
    });
    const withheld = { allowed: false, rule: 'mirroring', mend: 'stop_mirroring', visible: true };
    expect(answer.body).toEqual({ decisions: [withheld, withheld, { allowed: true }] });
  });
});
