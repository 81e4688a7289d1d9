import type { Express } from 'express';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { type AccessWorld, accessWorld } from './support/access-world';
import { dialoguesOf } from './support/dialogues';
import { eventsOf } from './support/events';
import { replicaOf } from './support/replica';
import { publicUrl, type TestService, testService } from './support/service';
import { emptyWorld, type TestUser } from './support/world';

describe('dialogues are dealt', () => {
  let service: TestService;
  let world: AccessWorld;
  let dialogues: ReturnType<typeof dialoguesOf>;
  let manager: TestUser;
  beforeAll(async () => {
    service = await testService();
  });
  beforeEach(async () => {
    await emptyWorld(service.database);
    world = await accessWorld(service);
    dialogues = dialoguesOf(service, world);
    ({ manager } = world.people);
  });
  afterAll(() => service.close());

  /** The lower and the higher of two ids: of operators with the same share the lower has its turn. */
  const twoIds = (): [string, string] => [`0${randomUUID().slice(1)}`, `f${randomUUID().slice(1)}`];
  /** The operator of the dialogue that is dealt next. */
  const dealtTo = async (): Promise<string> => {
    const { status, body } = await dialogues.deal(manager);
    expect(status).toBe(201);
    return (body['dialogue'] as { operator: { userId: string } }).operator.userId;
  };

  it.each([
    [300, 100, 24],
    [100, 300, 24],
    [3, 1, 4],
    [5, 2, 7],
    [50, 50, 9],
    [1, 9, 10],
  ])('[A13] in proportion to the maximums %d and %d, after every one of %d', async (one, other, count) => {
    const [lower, higher] = twoIds();
    await dialogues.operator(one, { userId: higher });
    await dialogues.operator(other, { userId: lower });
    const dealt: string[] = [];
    for (let n = 1; n <= count; n++) {
      dealt.push(await dealtTo());
      const first = dealt.filter((userId) => userId === higher).length;
      expect(Math.abs(first - (n * one) / (one + other))).toBeLessThanOrEqual(1);
    }
    expect(new Set(dealt)).toEqual(new Set([lower, higher]));
  });

  it('[A13] to the lowest id where shares are equal', async () => {
    const ids: string[] = [randomUUID(), randomUUID(), randomUUID()].sort();
    for (const userId of ids.toReversed()) await dialogues.operator(userId === ids[1] ? 6 : 2, { userId });
    const dealt: string[] = [];
    for (let n = 0; n < 6; n++) dealt.push(await dealtTo());
    // 0/2 0/6 0/2, then the second alone until it has as large a share as the others.
    expect(dealt.map((userId) => ids.indexOf(userId))).toEqual([0, 1, 2, 1, 1, 0]);
  });

  it('[A13] never above a maximum, by 100 calls at once to two replicas', async () => {
    const replica = await replicaOf(service);
    try {
      const operators = [
        await dialogues.operator(30),
        await dialogues.operator(20),
        await dialogues.operator(10),
      ];
      const cookie = await service.signIn(manager);
      const call = (app: Express) =>
        request(app)
          .post(dialogues.pathOf(world.company))
          .set('cookie', cookie)
          .set('origin', publicUrl)
          .send({});
      /** Where there is no answer yet, asks again, as the answer says. */
      const answerOf = async (app: Express): Promise<number> => {
        const { status } = await call(app);
        return status === 503 ? answerOf(app) : status;
      };
      const statuses = await Promise.all(
        Array.from({ length: 100 }, (_, n) => answerOf(n % 2 ? service.app : replica.app)),
      );
      const count = (wanted: number) => statuses.filter((status) => status === wanted).length;
      expect([count(201), count(409)]).toEqual([60, 40]);
      expect(await dialogues.openOf(...operators)).toEqual([30, 20, 10]);
      const rows = await world.query(
        `select o.maximum, count(*)::int as dealt from dialogues x join dialogue_operators o using (user_id)
         where x.closed_at is null group by o.user_id order by o.maximum`,
      );
      expect(rows).toEqual([10, 20, 30].map((maximum) => ({ maximum, dealt: maximum })));
    } finally {
      await replica.close();
    }
  });

  it('[A13] past operators who are offline, blocked, without the role or without a maximum', async () => {
    await dialogues.operator(9, { online: false });
    const blocked = await dialogues.operator(9);
    await world.query(`update access set status = 'blocked' where user_id = $1`, [blocked.userId]);
    const lost = await dialogues.operator(9);
    await world.query(`update access set role_ids = '{}' where user_id = $1`, [lost.userId]);
    await dialogues.operator(0);
    await dialogues.operator(9, { organization: world.customer });
    const { userId } = await dialogues.operator(2);
    expect([await dealtTo(), await dealtTo()]).toEqual([userId, userId]);
    expect(await dialogues.deal(manager)).toMatchObject({
      status: 409,
      body: {
        code: 'dialogue.no_operator_free',
        totals: { operators: 4, online: 2, places: 2, taken: 2 },
        mend: 'free_places',
      },
    });
  });

  it('[A13] to nobody where nobody is there, and the answer says what would help', async () => {
    const refusal = async () => (await dialogues.deal(manager)).body;
    const none = { operators: 0, online: 0, places: 0, taken: 0 };
    expect(await refusal()).toMatchObject({ totals: none, mend: 'name_operators' });
    const one = await dialogues.operator(0);
    expect(await refusal()).toMatchObject({
      totals: { ...none, operators: 1, online: 1 },
      mend: 'set_maximums',
    });
    await dialogues.operator(4, { online: false });
    expect(await refusal()).toMatchObject({
      totals: { ...none, operators: 2, online: 1 },
      mend: 'come_online',
    });
    await world.query(`update access set status = 'blocked' where role_ids = '{chat_operator}'`);
    expect(await refusal()).toMatchObject({ totals: { ...none, operators: 2 }, mend: 'activate_operators' });
    expect(await dialogues.openOf(one)).toEqual([0]);
    expect(await world.query(`select from dialogues`)).toEqual([]);
  });

  it('[A13] with a reference and events, and a closed one frees its place, once', async () => {
    const operator = await dialogues.operator(1, { firstName: 'Ana', lastName: 'Ruiz' });
    const { body } = await dialogues.deal(manager, world.company, { reference: '  Ticket 4711 ' });
    const { dialogue } = body as { dialogue: { dialogueId: string } };
    const subject = `dialogue/${dialogue.dialogueId}`;
    expect(body).toMatchObject({
      subject,
      version: 1,
      dialogue: {
        organizationId: world.company.id,
        reference: 'Ticket 4711',
        operator: { userId: operator.userId, name: 'Ana Ruiz' },
        closedAt: null,
      },
    });
    expect((await dialogues.deal(manager)).status).toBe(409);

    const close = () => world.send(manager, 'post', `/v1/dialogues/${dialogue.dialogueId}/close`);
    expect(await close()).toEqual({ status: 200, body: { subject, version: 2 } });
    expect(await close()).toEqual({ status: 200, body: { subject, version: 2 } });
    expect(await dialogues.openOf(operator)).toEqual([0]);
    expect((await dialogues.deal(manager)).status).toBe(201);
    expect(await dialogues.openOf(operator)).toEqual([1]);

    const facts = {
      dialogueId: dialogue.dialogueId,
      organizationId: world.company.id,
      userId: operator.userId,
    };
    const actor = `user/${manager.userId}`;
    expect(await eventsOf(service, subject)).toMatchObject([
      {
        type: 'tenancy.dialogue.opened.v1',
        version: 1,
        actor,
        facts,
        personal: { reference: 'Ticket 4711' },
        onItsWay: true,
      },
      { type: 'tenancy.dialogue.closed.v1', version: 2, actor, facts, personal: null, onItsWay: true },
    ]);
  });

  it('[A13] only in an organization that is open', async () => {
    await dialogues.operator(4, { organization: world.customer });
    const suspending = { reason: 'Unpaid' };
    await world.send(
      world.people.operator,
      'post',
      `/v1/organizations/${world.company.id}/suspend`,
      suspending,
    );
    expect(await dialogues.deal(world.people.operator, world.customer)).toMatchObject({
      status: 409,
      body: { code: 'organization.wrong_status' },
    });
  });

  it.each([
    { operatorId: randomUUID() },
    { reference: '' },
    { reference: 'x'.repeat(201) },
    { reference: 4 },
  ])('[A13] not with %j', async (body) => {
    await dialogues.operator(4);
    expect(await dialogues.deal(manager, world.company, body)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('[A13] [A8] by those who may manage dialogues of their own organizations', async () => {
    const operator = await dialogues.operator(4);
    const { master, administrator, auditor, standard, strangersMaster, below } = world.people;
    const { body } = await dialogues.deal(master);
    const { dialogueId } = body['dialogue'] as { dialogueId: string };
    const operators = `/v1/organizations/${world.company.id}/chat-operators`;
    const closing = `/v1/dialogues/${dialogueId}/close`;
    const refusedFor = async (who: TestUser) => [
      (await dialogues.deal(who)).status,
      (await world.get(who, dialogues.pathOf(world.company))).status,
      (await world.get(who, operators)).status,
      (await world.send(who, 'post', closing)).status,
    ];
    for (const who of [administrator, auditor, standard])
      expect(await refusedFor(who)).toEqual([403, 403, 403, 403]);
    for (const who of [strangersMaster, below]) expect(await refusedFor(who)).toEqual([404, 404, 404, 404]);
    expect(await dialogues.openOf(operator)).toEqual([1]);

    const unknown = [randomUUID(), 'none', '%00'];
    for (const id of unknown) {
      const { status, body: answer } = await world.send(master, 'post', `/v1/dialogues/${id}/close`);
      expect([status, answer['code']]).toEqual([404, 'dialogue.not_found']);
      expect((await world.get(master, `/v1/organizations/${id}/dialogues`)).status).toBe(404);
      expect((await world.send(master, 'post', `/v1/organizations/${id}/dialogues`, {})).status).toBe(404);
    }
    // The operator closes their own, and no other.
    expect((await world.send(operator, 'post', closing)).status).toBe(200);
    const other = await dialogues.operator(9);
    await dialogues.deal(master);
    const [row] = await world.query<{ id: string; userId: string }>(
      `select id, user_id as "userId" from dialogues where closed_at is null`,
    );
    const notTheirs = row?.userId === operator.userId ? other : operator;
    expect((await world.send(notTheirs, 'post', `/v1/dialogues/${row?.id}/close`)).status).toBe(403);
  });
});
