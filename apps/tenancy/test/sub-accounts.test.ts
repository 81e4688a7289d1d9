import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';
import { emptyWorld } from './support/world';

describe('sub-accounts of an organization', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const pathOf = ({ id }: { id: string }) => `/v1/organizations/${id}/sub-accounts`;

  it('[A4] are made, listed, renamed and deleted, each with an event', async () => {
    const { manager } = world.people;
    const { status, body } = await world.send(manager, 'post', pathOf(world.company), { name: ' North ' });
    const subAccountId = String(body['subAccountId']);
    const subject = `sub-account/${subAccountId}`;
    expect([status, body]).toEqual([201, { subject, version: 1, subAccountId }]);
    await world.send(manager, 'post', pathOf(world.company), { name: 'East' });
    expect((await world.get(manager, pathOf(world.company))).body).toMatchObject({
      items: [{ name: 'East' }, { subAccountId, name: 'North', users: 0, version: 1 }],
    });
    const path = `/v1/sub-accounts/${subAccountId}`;
    expect((await world.send(manager, 'patch', path, { name: 'Far north', version: 1 })).body).toEqual({
      subject,
      version: 2,
    });
    expect((await world.send(manager, 'delete', path)).body).toEqual({ subject, version: 3 });
    const facts = { subAccountId, organizationId: world.company.id };
    const actor = `user/${manager.userId}`;
    expect(await world.events(subject)).toEqual([
      { type: 'tenancy.sub-account.created.v1', version: 1, actor, data: { ...facts, name: 'North' } },
      { type: 'tenancy.sub-account.changed.v1', version: 2, actor, data: { ...facts, name: 'Far north' } },
      { type: 'tenancy.sub-account.deleted.v1', version: 3, actor, data: { ...facts, name: 'Far north' } },
    ]);
    expect((await world.get(manager, pathOf(world.company))).body).toMatchObject({
      items: [{ name: 'East' }],
    });
  });

  it('[A4] come in pages by name', async () => {
    const { manager } = world.people;
    for (const name of ['D', 'b', 'C', 'a']) await world.subAccount(world.company.id, name);
    const page = async (query: string) =>
      (await world.get(manager, `${pathOf(world.company)}?${query}`)).body as {
        items: { name: string }[];
        nextCursor: string | null;
      };
    const first = await page('limit=3');
    const second = await page(`limit=3&cursor=${first.nextCursor ?? ''}`);
    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([
      ['a', 'b', 'C'],
      ['D'],
    ]);
    expect(second.nextCursor).toBeNull();
    expect(await world.get(manager, `${pathOf(world.company)}?cursor=none`)).toMatchObject({ status: 400 });
  });

  it('[A4] are not deleted while users are let into them one by one, and the answer says how many', async () => {
    const { manager, standard, auditor } = world.people;
    const id = await world.subAccount(world.company.id, 'North');
    await world.query(`update access set sub_account_ids = array[$2::uuid] where user_id = any($1)`, [
      [standard.userId, auditor.userId],
      id,
    ]);
    expect((await world.get(manager, pathOf(world.company))).body).toMatchObject({ items: [{ users: 2 }] });
    expect(await world.send(manager, 'delete', `/v1/sub-accounts/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'sub_account.held', holders: 2 },
    });
    // Those who are let into all of them do not keep it.
    await world.query(`update access set sub_account_ids = null`);
    expect((await world.send(manager, 'delete', `/v1/sub-accounts/${id}`)).status).toBe(200);
  });

  it('[A8] count only the users whom the reader sees', async () => {
    const { manager, master, standard } = world.people;
    const id = await world.subAccount(world.company.id, 'North');
    await world.query(`update access set sub_account_ids = array[$2::uuid] where user_id = any($1)`, [
      [master.userId, standard.userId],
      id,
    ]);
    const seenBy = async (who: typeof manager) => (await world.get(who, pathOf(world.company))).body;
    expect(await seenBy(manager)).toMatchObject({ items: [{ users: 1 }] });
    expect(await seenBy(master)).toMatchObject({ items: [{ users: 2 }] });
  });

  it('[A4] have a name of their own in the organization', async () => {
    const { manager, master } = world.people;
    await world.send(manager, 'post', pathOf(world.company), { name: 'Büro' });
    const taken = { status: 409, body: { code: 'sub_account.name_taken' } };
    expect(await world.send(manager, 'post', pathOf(world.company), { name: 'BURO' })).toMatchObject(taken);
    const id = await world.subAccount(world.company.id, 'Other');
    expect(
      await world.send(manager, 'patch', `/v1/sub-accounts/${id}`, { name: 'büro', version: 1 }),
    ).toMatchObject(taken);
    expect((await world.send(master, 'post', pathOf(world.customer), { name: 'Büro' })).status).toBe(201);
  });

  it('[A4] are renamed by one of two who read the same, and what changes nothing is no event', async () => {
    const { manager, master } = world.people;
    const id = await world.subAccount(world.company.id, 'North');
    const rename = (who: typeof manager, name: string, version = 1) =>
      world.send(who, 'patch', `/v1/sub-accounts/${id}`, { name, version });
    expect(await rename(manager, ' North ')).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await world.events(`sub-account/${id}`)).toEqual([]);
    const answers = await Promise.all([rename(manager, 'East'), rename(master, 'West')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'sub_account.changed',
      version: 2,
    });
  });

  it('[A4] [A8] are for those who manage the organization, and those of a foreign one are not there', async () => {
    const { administrator, standard, strangersMaster } = world.people;
    const id = await world.subAccount(world.company.id, 'North');
    for (const who of [administrator, standard]) {
      const refused = { status: 403, body: { code: 'permission.missing' } };
      expect(await world.send(who, 'post', pathOf(world.company), { name: 'Mine' })).toMatchObject(refused);
      expect(
        await world.send(who, 'patch', `/v1/sub-accounts/${id}`, { name: 'Mine', version: 1 }),
      ).toMatchObject(refused);
      expect(await world.send(who, 'delete', `/v1/sub-accounts/${id}`)).toMatchObject(refused);
    }
    for (const unseen of [id, '0b0e7a34-4a8e-4c55-9f0e-000000000000', 'none']) {
      const refused = { status: 404, body: { code: 'sub_account.not_found' } };
      const path = `/v1/sub-accounts/${unseen}`;
      expect(await world.send(strangersMaster, 'patch', path, { name: 'Mine', version: 1 })).toMatchObject(
        refused,
      );
      expect(await world.send(strangersMaster, 'delete', path)).toMatchObject(refused);
    }
    expect((await world.get(strangersMaster, pathOf(world.company))).status).toBe(404);
    expect((await world.send(strangersMaster, 'post', pathOf(world.company), { name: 'x' })).status).toBe(
      404,
    );
    expect((await world.get(administrator, pathOf(world.company))).status).toBe(200);
    expect((await world.get(standard, pathOf(world.company))).status).toBe(403);
  });
});
