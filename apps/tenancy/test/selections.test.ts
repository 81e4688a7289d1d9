import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

type Selection = { selectionId: string | null; count: number };
type Part = { selectionId: string; part: number; parts: number; userIds: string[] } & Record<string, unknown>;

describe('selecting all who match', () => {
  const root = anOrganization(null, 'Velaria');
  const [own, foreign] = [anOrganization(root, 'Acme'), anOrganization(root, 'Foreign')];
  const master = aUser(own, 'master', { userName: 'master' });
  const auditor = aUser(own, 'privileged', { userName: 'auditor', roleIds: ['auditor'] });
  const standard = aUser(own, 'standard', { userName: 'standard' });
  const blocked = Array.from({ length: 1_201 }, (_, at) =>
    aUser(own, 'standard', { userName: `blocked.${at}`, status: 'blocked' }),
  );
  const stranger = aUser(foreign, 'standard', { userName: 'stranger', status: 'blocked' });
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    const users = [master, auditor, standard, stranger, ...blocked];
    await insertWorld(service.database, { organizations: [root, own, foreign], users });
  });
  afterAll(() => service.close());

  const select = async (filter: object, user = master): Promise<Selection> => {
    const cookie = await service.signIn(user);
    return (await service.send('post', '/v1/selections', cookie, filter).expect(200)).body as Selection;
  };
  /** What was sent to identity. */
  const partsOf = async (selectionId: string | null) => {
    const rows = await service.database.query<{ data: Part }[]>(
      `select command -> 'data' as data from outbox
       where command ->> 'type' = 'identity.command.take-selection.v1' and command -> 'data' ->> 'selectionId' = $1
       order by id`,
      [selectionId],
    );
    return rows.map(({ data }) => data);
  };

  it('[L14] sends those whom the actor sees, in parts, each of them once', async () => {
    const { selectionId, count } = await select({ status: 'blocked' });
    expect(count).toBe(1_201);
    const parts = await partsOf(selectionId);
    expect(parts.map(({ part, parts: all, userIds }) => [part, all, userIds.length])).toEqual([
      [1, 3, 500],
      [2, 3, 500],
      [3, 3, 201],
    ]);
    for (const part of parts) expect(part).toMatchObject({ actorId: master.userId, onBehalfOfId: null });
    expect(parts.flatMap(({ userIds }) => userIds).sort()).toEqual(
      blocked.map(({ userId }) => userId).sort(),
    );
  });

  it('[L14] of whom one does not see there is no selection, and of nobody there is none', async () => {
    const seen = await select({}, standard);
    expect(seen.count).toBe(1);
    expect((await partsOf(seen.selectionId)).flatMap(({ userIds }) => userIds)).toEqual([standard.userId]);
    expect(await select({ q: 'stranger' })).toEqual({ selectionId: null, count: 0 });
    const cookie = await service.signIn(master);
    const refused = await service
      .send('post', '/v1/selections', cookie, { organizationId: foreign.id })
      .expect(404);
    expect(refused.body).toMatchObject({ code: 'organization.not_found' });
  });

  it('[L14] is limited, by the person and not by how many it holds', async () => {
    const [busy, calm] = [aUser(own, 'standard'), aUser(own, 'standard')];
    await insertWorld(service.database, { users: [busy, calm] });
    const cookie = await service.signIn(busy);
    const ask = () => service.send('post', '/v1/selections', cookie, { q: 'nobody' });
    for (let made = 0; made < 120; made += 1) await ask().expect(200);
    const refused = await ask().expect(429);
    expect(refused.body).toMatchObject({ code: 'rate.limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await select({}, calm)).count).toBe(1);
  });

  it('[L14] is searched for and narrowed down as the list is', async () => {
    const byWords = await select({ q: 'blocked.1200', organizationId: own.id });
    expect((await partsOf(byWords.selectionId)).flatMap(({ userIds }) => userIds)).toEqual([
      blocked[1_200]?.userId,
    ]);
  });
});
