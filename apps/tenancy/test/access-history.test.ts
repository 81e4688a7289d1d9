import { randomUUID } from 'node:crypto';
import { type AccessWorld, accessWorld, anAccess } from './support/access-world';
import { aCenter, insertCenters, type TestCenter } from './support/centers';
import { type TestService, testService } from './support/service';
import type { TestUser } from './support/world';

type Item = { type: string; version: number; actor: object; facts: Record<string, unknown> };
type Page = { items: Item[]; nextCursor: string | null };

describe('the history of an access', () => {
  let service: TestService;
  let world: AccessWorld;
  let north: TestCenter;
  beforeAll(async () => {
    service = await testService();
    world = await accessWorld(service);
    north = aCenter(world.company, 'North');
    await insertCenters(service.database, { centers: [north] });
  });
  afterAll(() => service.close());

  const history = async (who: TestUser, { userId }: { userId: string }, query = ''): Promise<Page> => {
    const { status, body } = await world.get(who, `/v1/users/${userId}/access-history${query}`);
    expect(status).toBe(200);
    return body as Page;
  };
  const bind = (user: TestUser, bindingVersion: number | null) =>
    world.send(
      world.people.master,
      'put',
      `/v1/users/${user.userId}/service-centers/${north.id}`,
      binding(bindingVersion),
    );
  const binding = (version: number | null) => ({ owned: false, customerIds: null, entityIds: null, version });

  it('[L13] [A6] tells what was changed, bound and unbound, by whom, newest first', async () => {
    const { master, standard } = world.people;
    await world.send(
      master,
      'put',
      `/v1/users/${standard.userId}/access`,
      anAccess({ modules: ['messages'] }),
    );
    expect((await bind(standard, null)).status).toBe(200);
    const by = { kind: 'user', id: master.userId, name: master.userName };
    const { items, nextCursor } = await history(master, standard);
    expect(items).toMatchObject([
      {
        type: 'tenancy.access.service-center-bound.v1',
        version: 3,
        actor: by,
        facts: { serviceCenterId: north.id, name: 'North', owned: false },
      },
      {
        type: 'tenancy.access.changed.v1',
        version: 2,
        actor: by,
        facts: { accountType: 'standard', modules: ['messages'] },
      },
    ]);
    expect(nextCursor).toBeNull();
  });

  it('[L13] comes in pages', async () => {
    const { master, standard } = world.people;
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await history(master, standard, `?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([3, 2]);
  });

  it('[A8] is for whoever sees the user; for others it is as if there were none', async () => {
    const { standard, strangersMaster, below } = world.people;
    // Bound to a center that the manager does not own, so out of their sight.
    const path = `/v1/users/${standard.userId}/access-history`;
    const unknown = await world.get(strangersMaster, `/v1/users/${randomUUID()}/access-history`);
    for (const who of [strangersMaster, below, world.people.manager]) {
      const { status, body } = await world.get(who, path);
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'user.not_found' });
    }
    expect(unknown).toMatchObject({ status: 404, body: { code: 'user.not_found' } });
    expect((await history(standard, standard)).items).toHaveLength(2);
  });

  it('[A8] tells nothing of a service center that the reader does not see', async () => {
    const { standard, operator } = world.people;
    const own = await history(standard, standard);
    expect(JSON.stringify(own)).not.toContain(north.id);
    expect(own.items[0]?.facts).toEqual({ userId: standard.userId, owned: false });
    expect((await history(operator, standard)).items[0]?.facts).toMatchObject({ name: 'North' });
  });
});
