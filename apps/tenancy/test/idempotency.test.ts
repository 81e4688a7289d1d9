import { forgetAnswers } from '@tenantry/service-defaults';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';
import { emptyWorld, type TestUser } from './support/world';

describe('a creation that is asked for again', () => {
  let service: TestService;
  let world: AccessWorld;
  let master: TestUser;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await service.database.query(`delete from kept_answers`);
    await emptyWorld(service.database);
    world = await accessWorld(service);
    master = world.people.master;
  });
  afterAll(() => service.close());

  const pathOf = (what: string, { id }: { id: string } = world.company) => `/v1/organizations/${id}/${what}`;
  const post = async (
    path: string,
    body: object,
    { key = 'once', by = master }: { key?: string; by?: TestUser } = {},
  ): Promise<Response> =>
    service.send('post', path, await service.signIn(by), body).set('idempotency-key', key);
  const events = async (): Promise<number> => {
    const [counted] = await world.query<{ count: number }>(`select count(*)::int as count from event_log`);
    return counted?.count ?? 0;
  };
  const role = { description: '', lowestAccountType: 'privileged', permissions: [] };

  it('[B2] gets the first answer, and nothing is done twice', async () => {
    const center = await post(pathOf('service-centers'), { name: 'North' }, { key: 'for-parts' });
    const centerId = (center.body as Created).subject.replace('service-center/', '');
    const asked: [path: string, body: object, by?: TestUser][] = [
      ['/v1/organizations', { parentId: world.company.id, kind: 'customer', name: 'Anew' }],
      [pathOf('service-centers'), { name: 'East' }],
      [pathOf('roles'), { ...role, name: 'Helper' }],
      [pathOf('sub-accounts'), { name: 'South' }],
      [
        pathOf('lines', world.root),
        { kind: 'number', identifier: '+49 1', label: null },
        world.people.operator,
      ],
      [`/v1/service-centers/${centerId}/parts`, { kind: 'customer', names: ['One', 'Two'] }],
    ];
    for (const [path, body, by = master] of asked) {
      const before = await events();
      const answer = await post(path, body, { by });
      const repeat = await post(path, body, { by });
      expect([path, answer.status < 300, answer.get('idempotent-replayed')]).toEqual([path, true, undefined]);
      expect([path, repeat.status, repeat.body, repeat.get('idempotent-replayed')]).toEqual([
        path,
        answer.status,
        answer.body,
        'true',
      ]);
      expect([path, (await events()) - before]).toEqual([path, 1]);
    }
  });

  it('[B2] while it is being carried out waits for nothing and does nothing', async () => {
    const before = await events();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(pathOf('service-centers'), { name: 'North' })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(answers.map(({ body }) => (body as Created).subject).filter(Boolean)).size).toBe(1);
    for (const { status, body, headers } of refused)
      expect([status, body, headers['retry-after']]).toEqual([
        409,
        expect.objectContaining({ code: 'idempotency.in_flight' }),
        '1',
      ]);
    expect((await events()) - before).toBe(1);
  });

  it('[B2] in the middle of the first is refused until that is done', async () => {
    const blocker = service.database.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query(`select from organizations where id = $1 for update`, [world.company.id]);
    const first = post(pathOf('service-centers'), { name: 'North' });
    const waiting = async () => {
      const [held] = await world.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return held !== undefined;
    };
    // The request begins when somebody waits for it.
    void first.catch(() => undefined);
    while (!(await waiting()));
    expect(await post(pathOf('service-centers'), { name: 'North' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency.in_flight' },
    });
    await blocker.rollbackTransaction();
    await blocker.release();
    const made = await first;
    expect((await post(pathOf('service-centers'), { name: 'North' })).body).toEqual(made.body);
  });

  it('[B2] with another body or address is refused', async () => {
    await post(pathOf('sub-accounts'), { name: 'North' });
    const before = await events();
    const other = { status: 422, body: { code: 'idempotency.other_request' } };
    expect(await post(pathOf('sub-accounts'), { name: 'South' })).toMatchObject(other);
    expect(await post(pathOf('sub-accounts', world.customer), { name: 'North' })).toMatchObject(other);
    expect(await events()).toBe(before);
  });

  it('[B2] is another’s own, and every kind of thing has keys of its own', async () => {
    await post(pathOf('sub-accounts'), { name: 'North' });
    const { operator } = world.people;
    expect(await post(pathOf('sub-accounts'), { name: 'East' }, { by: operator })).toMatchObject({
      status: 201,
    });
    expect(await post(pathOf('service-centers'), { name: 'North' })).toMatchObject({ status: 201 });
    expect(await post(pathOf('sub-accounts'), { name: 'West' }, { key: randomUUID() })).toMatchObject({
      status: 201,
    });
  });

  it('[B2] is tried again where the first was refused', async () => {
    const id = await world.subAccount(world.company.id, 'North');
    expect(await post(pathOf('sub-accounts'), { name: 'North' })).toMatchObject({ status: 409 });
    await world.query(`delete from sub_accounts where id = $1`, [id]);
    expect(await post(pathOf('sub-accounts'), { name: 'North' })).toMatchObject({ status: 201 });
  });

  it('[B2] is new after 24 hours, when the answer is forgotten', async () => {
    const first = await post(pathOf('service-centers'), { name: 'North' });
    await forgetAnswers(service.database);
    const again = await post(pathOf('service-centers'), { name: 'North' });
    expect(again.body).toEqual(first.body);
    await world.query(`update kept_answers set kept_at = now() - interval '24 hours'`);
    const later = await post(pathOf('service-centers'), { name: 'North' });
    expect(later.body).not.toEqual(first.body);
    await world.query(`update kept_answers set kept_at = now() - interval '24 hours'`);
    await forgetAnswers(service.database);
    expect(await world.query(`select from kept_answers`)).toEqual([]);
  });

  it('[B2] needs a key that can be read', async () => {
    for (const key of ['', 'with space', 'x'.repeat(256)])
      expect(await post(pathOf('sub-accounts'), { name: 'North' }, { key })).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', errors: [{ pointer: 'Idempotency-Key' }] },
      });
  });
});

type Created = { subject: string };
