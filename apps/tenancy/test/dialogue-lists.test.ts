import { randomUUID } from 'node:crypto';
import { type AccessWorld, accessWorld } from './support/access-world';
import { dialoguesOf } from './support/dialogues';
import { eventsOf } from './support/events';
import { rightsTakenMeanwhile } from './support/meanwhile';
import { type TestService, testService } from './support/service';
import { aUser, emptyWorld, insertWorld, type TestUser } from './support/world';

describe('chat operators', () => {
  let service: TestService;
  let world: AccessWorld;
  let dialogues: ReturnType<typeof dialoguesOf>;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
    dialogues = dialoguesOf(service, world);
  });
  afterAll(() => service.close());

  const operatorsOf = async (who: TestUser) =>
    (await world.get(who, `/v1/organizations/${world.company.id}/chat-operators`)).body as {
      items: { userId: string; name: string; state: string; open: number; maximum: number }[];
      totals: object;
    };

  it('[A13] have a maximum that an administrator sets, with an event, and reads back', async () => {
    const operator = await dialogues.operator(0);
    const { userId } = operator;
    const { manager } = world.people;
    const path = dialogues.limitOf(operator);
    const limit = { userId, state: 'no_maximum', open: 0, maximum: 0, version: 0, change: { allowed: true } };
    expect(await world.get(manager, path)).toEqual({ status: 200, body: limit });

    const set = (maximum: number, version: number) => world.send(manager, 'put', path, { maximum, version });
    const subject = `access/${userId}`;
    expect(await set(3, 0)).toEqual({ status: 200, body: { subject, version: 2 } });
    expect(await set(3, 2)).toEqual({ status: 200, body: { subject, version: 2 } });
    expect(await set(4, 0)).toMatchObject({ status: 409, body: { code: 'access.changed', version: 2 } });
    expect(await set(0, 2)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await world.get(manager, path)).body).toMatchObject({ maximum: 0, version: 3 });
    const facts = { userId, organizationId: world.company.id };
    const type = 'tenancy.access.dialogue-limit-changed.v1';
    expect(await eventsOf(service, subject)).toMatchObject([
      { type, version: 2, actor: `user/${manager.userId}`, facts: { ...facts, maximum: 3 }, onItsWay: true },
      { type, version: 3, facts: { ...facts, maximum: 0 } },
    ]);
    expect((await world.get(operator, path)).body).toMatchObject({ change: { allowed: false } });
    expect((await world.get(operator, '/v1/me')).body).toMatchObject({ chatOperator: true });
    expect((await world.get(manager, '/v1/me')).body).toMatchObject({ chatOperator: false });
  });

  it('[A13] [A8] have it from those who may change their access', async () => {
    const operator = await dialogues.operator(2);
    const { administrator, auditor, standard, strangersMaster, manager } = world.people;
    const path = dialogues.limitOf(operator);
    const change = { maximum: 9, version: 2 };
    expect((await world.send(auditor, 'put', path, change)).status).toBe(403);
    for (const who of [standard, strangersMaster]) {
      expect((await world.send(who, 'put', path, change)).status).toBe(404);
      expect((await world.get(who, path)).status).toBe(404);
    }
    for (const id of [randomUUID(), 'none']) {
      expect((await world.send(manager, 'put', `/v1/users/${id}/dialogue-limit`, change)).status).toBe(404);
      expect((await world.get(manager, `/v1/users/${id}/dialogue-limit`)).status).toBe(404);
    }
    await world.query(`update access set role_ids = role_ids || '{chat_operator}' where user_id = $1`, [
      manager.userId,
    ]);
    expect(
      await world.send(manager, 'put', dialogues.limitOf(manager), { maximum: 9, version: 0 }),
    ).toMatchObject({ status: 409, body: { code: 'user.self' } });
    expect(
      await world.send(manager, 'put', dialogues.limitOf(standard), { maximum: 9, version: 0 }),
    ).toMatchObject({ status: 409, body: { code: 'dialogue.not_operator' } });
    expect((await world.get(manager, path)).body).toMatchObject({ maximum: 2 });
    expect((await world.send(administrator, 'put', path, change)).status).toBe(200);
  });

  it.each([
    {},
    { maximum: 1 },
    { maximum: -1, version: 0 },
    { maximum: 10_001, version: 0 },
    { maximum: 1.5, version: 0 },
    { maximum: 1, version: 0, open: 0 },
  ])('[A13] have no maximum of %j', async (body) => {
    const operator = await dialogues.operator(0);
    expect(await world.send(world.people.master, 'put', dialogues.limitOf(operator), body)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('[A13] keep what they have open when the maximum is lowered, and are dealt nothing above it', async () => {
    const operator = await dialogues.operator(3);
    const { manager } = world.people;
    for (let n = 0; n < 3; n++) await dialogues.deal(manager);
    await world.send(manager, 'put', dialogues.limitOf(operator), { maximum: 1, version: 2 });
    expect(await dialogues.openOf(operator)).toEqual([3]);
    expect(await dialogues.deal(manager)).toMatchObject({
      status: 409,
      body: { totals: { places: 1, taken: 3 }, mend: 'free_places' },
    });
  });

  it('[A13] are listed by name with what they have open, and why they are dealt none', async () => {
    const { manager } = world.people;
    const named = (lastName: string) => ({ firstName: 'Ana', lastName });
    const free = await dialogues.operator(4, named('Free'));
    await dialogues.deal(manager);
    const full = await dialogues.operator(1, named('Full'));
    await dialogues.deal(manager);
    await dialogues.operator(2, { ...named('Away'), online: false });
    await dialogues.operator(0, named('New'));
    const gone = await dialogues.operator(5, named('Gone'));
    await world.query(`update access set role_ids = '{}' where user_id = $1`, [gone.userId]);
    const { items, totals } = await operatorsOf(manager);
    expect(items.map(({ name, state, open, maximum }) => [name, state, open, maximum])).toEqual([
      ['Ana Away', 'offline', 0, 2],
      ['Ana Free', 'free', 1, 4],
      ['Ana Full', 'full', 1, 1],
      ['Ana New', 'no_maximum', 0, 0],
    ]);
    expect(totals).toEqual({ operators: 4, online: 3, places: 5, taken: 2 });

    // Whoever has lost the role stays to be seen until nothing of theirs is open.
    await world.query(`update access set role_ids = '{}' where user_id = any($1)`, [
      [free.userId, full.userId],
    ]);
    const left = (await operatorsOf(manager)).items.filter(({ state }) => state === 'role_missing');
    expect(left.map(({ userId }) => userId)).toEqual([free.userId, full.userId]);
  });

  it('[A13] come in pages by name, with the totals of all of them', async () => {
    const { manager } = world.people;
    for (const lastName of ['C', 'A', 'B']) await dialogues.operator(1, { firstName: 'Ana', lastName });
    const path = `/v1/organizations/${world.company.id}/chat-operators?limit=2`;
    const page = async (cursor = '') =>
      (await world.get(manager, `${path}${cursor}`)).body as {
        items: { name: string }[];
        totals: { operators: number };
        nextCursor: string | null;
      };
    const first = await page();
    const rest = await page(`&cursor=${first.nextCursor}`);
    expect([first, rest].map(({ items }) => items.map(({ name }) => name))).toEqual([
      ['Ana A', 'Ana B'],
      ['Ana C'],
    ]);
    expect([first.totals.operators, rest.totals.operators, rest.nextCursor]).toEqual([3, 3, null]);
    expect((await world.get(manager, `${path}&cursor=x`)).status).toBe(400);
  });

  it('[A13] [A8] whom the reader does not see are counted, never named', async () => {
    const { manager, master } = world.people;
    const hidden = await dialogues.operator(3);
    await world.query(`update access set account_type = 'master' where user_id = $1`, [hidden.userId]);
    await world.query(`update directory set rank = 2 where user_id = $1`, [hidden.userId]);
    expect((await dialogues.deal(manager)).body).toMatchObject({ dialogue: { operator: null } });
    expect(await operatorsOf(manager)).toEqual({
      items: [],
      totals: { operators: 1, online: 1, places: 3, taken: 1 },
      nextCursor: null,
    });
    const { body } = await world.get(manager, dialogues.pathOf(world.company));
    expect(body).toMatchObject({ items: [{ operator: null }] });
    expect(JSON.stringify(body)).not.toContain(hidden.userId);
    expect((await operatorsOf(master)).items).toMatchObject([{ userId: hidden.userId, open: 1 }]);
    const [{ dialogueId }] = (body as { items: [{ dialogueId: string }] }).items;
    const close = (who: TestUser) => world.send(who, 'post', `/v1/dialogues/${dialogueId}/close`);
    const refused = await close(manager);
    expect(refused).toMatchObject({ status: 403, body: { code: 'dialogue.operator_not_seen' } });
    expect(JSON.stringify(refused.body)).not.toContain(hidden.userId);
    expect(await dialogues.openOf(hidden)).toEqual([1]);
    expect(await close(master)).toMatchObject({ status: 200 });
  });

  it('[A13] page through dialogues: open ones first, then the newest, each once', async () => {
    const { manager } = world.people;
    const operator = await dialogues.operator(9);
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { body } = await dialogues.deal(manager, world.company, { reference: `${n}` });
      ids.push((body['dialogue'] as { dialogueId: string }).dialogueId);
    }
    for (const n of [1, 3]) await world.send(operator, 'post', `/v1/dialogues/${ids[n]}/close`);
    const pages = async (who: TestUser, path: string) => {
      const references: unknown[] = [];
      let cursor = '';
      do {
        const { body } = await world.get(who, `${path}limit=2${cursor && `&cursor=${cursor}`}`);
        const { items, nextCursor } = body as { items: { reference: string }[]; nextCursor: string | null };
        references.push(...items.map(({ reference }) => reference));
        cursor = nextCursor ?? '';
      } while (cursor);
      return references;
    };
    const all = dialogues.pathOf(world.company);
    expect(await pages(manager, `${all}?`)).toEqual(['4', '2', '0', '3', '1']);
    expect(await pages(operator, '/v1/me/dialogues?')).toEqual(['4', '2', '0', '3', '1']);
    expect(await pages(manager, `${all}?state=open&`)).toEqual(['4', '2', '0']);
    expect(await pages(operator, '/v1/me/dialogues?state=closed&')).toEqual(['3', '1']);
    expect((await world.get(operator, '/v1/me/dialogues')).body).toMatchObject({
      load: { state: 'free', open: 3, maximum: 9 },
    });
    expect((await world.get(manager, '/v1/me/dialogues')).body).toMatchObject({
      load: { state: 'role_missing', open: 0, maximum: 0 },
      items: [],
    });
    const nameCursor = Buffer.from(JSON.stringify(['name', randomUUID()])).toString('base64url');
    for (const query of ['cursor=x', `cursor=${nameCursor}`, 'limit=0', 'state=all', 'userId=1'])
      expect((await world.get(manager, `${all}?${query}`)).status).toBe(400);
  });

  it('[A13] are not dealt anything by one whose rights were taken while the request waited', async () => {
    const operator = await dialogues.operator(9);
    const dealer = aUser(world.company, 'privileged');
    await insertWorld(service.database, { users: [dealer] });
    const { id } = world.company;
    const answer = await rightsTakenMeanwhile(
      service,
      { table: 'organizations', id, userId: dealer.userId },
      () => dialogues.deal(dealer),
    );
    expect(answer.status).toBe(403);
    expect(await dialogues.openOf(operator)).toEqual([0]);
  });
});
