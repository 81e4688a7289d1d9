import { aBinding, aCenter, insertCenters, partIds } from './support/centers';
import { eventsOf } from './support/events';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestUser } from './support/world';

describe('the copy of service centers', () => {
  const root = anOrganization(null, 'Velaria');
  const own = anOrganization(root, 'Own');
  const child = anOrganization(own, 'Own child');
  const north = aCenter(own, 'North', { customers: ['Alpha', 'Beta', 'Gamma'], entities: ['Pump'] });
  const south = aCenter(own, 'South', { customers: ['Delta'] });
  const west = aCenter(own, 'West');
  const below = aCenter(child, 'Below');
  const master = aUser(own, 'master');
  const owner = aUser(own, 'privileged');
  const auditor = aUser(own, 'privileged', { roleIds: ['auditor'] });
  let service: TestService;
  const cookies = new Map<TestUser, string>();

  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, own, child],
      users: [master, owner, auditor],
    });
    await insertCenters(service.database, {
      centers: [north, south, west, below],
      bindings: [
        aBinding(owner, north, { owned: true, customerIds: partIds(north, 'Alpha', 'Beta') }),
        aBinding(owner, south, { owned: true }),
        aBinding(owner, west),
      ],
    });
    for (const user of [master, owner, auditor]) cookies.set(user, await service.signIn(user));
  });
  afterAll(() => service.close());

  type Preview = { fingerprint: string; items: { name: string; outcome: string }[] };
  const person = async (
    bindings: (user: TestUser) => ReturnType<typeof aBinding>[],
    [organization, type] = [own, 'standard' as TestUser['accountType']] as const,
  ) => {
    const user = aUser(organization, type);
    await insertWorld(service.database, { users: [user] });
    await insertCenters(service.database, { bindings: bindings(user) });
    return user;
  };
  const ask = (actor: TestUser, receiver: TestUser, path: string, body: object) =>
    service.send(
      'post',
      `/v1/users/${receiver.userId}/service-centers/${path}`,
      cookies.get(actor) ?? '',
      body,
    );
  const preview = async (actor: TestUser, receiver: TestUser, source: TestUser) => {
    const { body } = (await ask(actor, receiver, 'copy/preview', { sourceId: source.userId }).expect(
      200,
    )) as Answer;
    return body as Preview;
  };
  const outcomes = ({ items }: Preview) => items.map(({ name, outcome }) => `${name} ${outcome}`);
  const stored = ({ userId }: TestUser) =>
    service.database.query<unknown[]>(
      `select c.name, b.owned, cardinality(b.customer_ids) as customers, cardinality(b.entity_ids) as entities
       from bindings b join service_centers c on c.id = b.center_id where b.user_id = $1 order by c.name`,
      [userId],
    );

  it('[A10] previews what is added, extended and kept, and then does exactly that, without the locks', async () => {
    const source = await person((user) => [
      aBinding(user, north, { owned: true, customerIds: partIds(north, 'Beta', 'Gamma'), entityIds: [] }),
      aBinding(user, south, { customerIds: partIds(south, 'Delta') }),
      aBinding(user, west, { owned: true }),
    ]);
    const receiver = await person((user) => [
      aBinding(user, north, { owned: true, customerIds: partIds(north, 'Alpha'), entityIds: [] }),
      aBinding(user, south),
    ]);
    const shown = await preview(master, receiver, source);
    expect(outcomes(shown)).toEqual(['North extended', 'South kept', 'West added']);
    expect(shown.items[0]).toMatchObject({
      refusal: null,
      before: { allCustomers: false, customers: [{ name: 'Alpha' }] },
      after: { allCustomers: false, customers: [{ name: 'Alpha' }, { name: 'Beta' }, { name: 'Gamma' }] },
    });
    expect(shown.items[2]).toMatchObject({ before: null, after: { allCustomers: true, allEntities: true } });

    const request = { sourceId: source.userId, fingerprint: shown.fingerprint };
    const { body } = (await ask(master, receiver, 'copy', request).expect(200)) as Answer;
    expect(body).toEqual({ subject: `access/${receiver.userId}`, version: 3, added: 1, extended: 1 });
    expect(await stored(receiver)).toEqual([
      { name: 'North', owned: true, customers: 3, entities: 0 },
      { name: 'South', owned: false, customers: null, entities: null },
      { name: 'West', owned: false, customers: null, entities: null },
    ]);
    expect(await eventsOf(service, `access/${receiver.userId}`)).toMatchObject([
      { version: 2, facts: { serviceCenterId: north.id, owned: true, copiedFromUserId: source.userId } },
      { version: 3, facts: { serviceCenterId: west.id, owned: false, customerIds: null } },
    ]);
    // The same preview does not hold twice; a new one has nothing left to do.
    await ask(master, receiver, 'copy', request).expect(409);
    expect(outcomes(await preview(master, receiver, source))).toEqual([
      'North kept',
      'South kept',
      'West kept',
    ]);
  });

  it('[A10] refuses, center by center, what the actor does not own or has not got themselves', async () => {
    const receiver = await person(() => [], [own, 'privileged']);
    const shown = await preview(owner, receiver, owner);
    expect(shown.items).toMatchObject([
      { name: 'North', outcome: 'added', after: { customers: [{ name: 'Alpha' }, { name: 'Beta' }] } },
      { name: 'South', outcome: 'added' },
      {
        name: 'West',
        outcome: 'refused',
        refusal: { rule: 'center_not_owned', mend: 'take_ownership' },
        after: null,
      },
    ]);
    const source = await person((user) => [aBinding(user, north)]);
    expect((await preview(owner, receiver, source)).items).toMatchObject([
      { name: 'North', outcome: 'refused', refusal: { rule: 'grant_not_held', mend: 'grant_less' } },
    ]);
    const request = { sourceId: owner.userId, fingerprint: shown.fingerprint };
    expect((await ask(owner, receiver, 'copy', request).expect(200)).body).toMatchObject({ added: 2 });
    expect(await stored(receiver)).toMatchObject([{ name: 'North', customers: 2 }, { name: 'South' }]);
  });

  it('[A10] refuses centers that are not for users of the receiver’s organization', async () => {
    const source = await person((user) => [aBinding(user, north), aBinding(user, below)]);
    const receiver = await person(() => [], [child, 'standard']);
    expect((await preview(master, receiver, source)).items).toMatchObject([
      { name: 'Below', outcome: 'added', refusal: null },
      { name: 'North', outcome: 'refused', refusal: { rule: 'not_of_organization' } },
    ]);
  });

  it('[A10] copies nothing from an account of a higher account type than the receiver’s', async () => {
    const source = await person((user) => [aBinding(user, south)], [own, 'privileged']);
    const receiver = await person(() => []);
    for (const path of ['copy/preview', 'copy']) {
      const body = { sourceId: source.userId, ...(path === 'copy' ? { fingerprint: 'x' } : {}) };
      const refused = await ask(master, receiver, path, body).expect(409);
      expect(refused.body).toMatchObject({ code: 'service_center.copy_from_higher' });
    }
    expect(await stored(receiver)).toEqual([]);
    expect(outcomes(await preview(master, source, receiver))).toEqual([]);
  });

  it('[A10] refuses a copy when the world has changed since the preview, whatever changed', async () => {
    const source = await person((user) => [aBinding(user, south)]);
    const receiver = await person(() => []);
    const change = (user: TestUser, center: { id: string }, body: object) =>
      service.send(
        'put',
        `/v1/users/${user.userId}/service-centers/${center.id}`,
        cookies.get(master) ?? '',
        { version: null, owned: false, customerIds: null, entityIds: null, ...body },
      );
    const changes = [
      () => change(source, west, {}),
      () => change(source, south, { version: 1, customerIds: partIds(south, 'Delta') }),
      () => change(receiver, north, {}),
    ];
    for (const happens of changes) {
      const { fingerprint } = await preview(master, receiver, source);
      await happens().expect(200);
      const before = await stored(receiver);
      const { body } = (await ask(master, receiver, 'copy', { sourceId: source.userId, fingerprint }).expect(
        409,
      )) as Answer;
      expect(body).toMatchObject({ code: 'service_center.copy_changed' });
      expect(await stored(receiver)).toEqual(before);
    }
  });

  it('[A10] of two who copy at once, one has copied and the other is told to look again', async () => {
    const source = await person((user) => [aBinding(user, south), aBinding(user, west)]);
    const receiver = await person(() => []);
    const { fingerprint } = await preview(master, receiver, source);
    const request = { sourceId: source.userId, fingerprint };
    const answers = await Promise.all([1, 2, 3].map(() => ask(master, receiver, 'copy', request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await eventsOf(service, `access/${receiver.userId}`)).toHaveLength(2);
  });

  it('[A10] is not for oneself, from oneself to oneself, of strangers, or without the permission', async () => {
    const user = await person(() => []);
    const hidden = await person((bound) => [aBinding(bound, west)]);
    const sourceId = user.userId;
    expect((await ask(owner, owner, 'copy/preview', { sourceId }).expect(409)).body).toMatchObject({
      code: 'user.self',
    });
    await ask(master, user, 'copy/preview', { sourceId }).expect(400);
    await ask(owner, user, 'copy/preview', { sourceId: hidden.userId }).expect(404);
    await ask(owner, hidden, 'copy/preview', { sourceId }).expect(404);
    const other = await person(() => []);
    await ask(auditor, other, 'copy/preview', { sourceId }).expect(403);
    await ask(master, other, 'copy/preview', { sourceId, locks: true }).expect(400);
  });
});
