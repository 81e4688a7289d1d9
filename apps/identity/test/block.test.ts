import type { Decision } from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import { unseen } from './support/tenancy';
import { browser, colleague, eventsOf, goodPassword, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const act = (userId: string, verb: 'block' | 'unblock', body: object) =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/${verb}`, body);

describe('blocking', () => {
  it('[L6] blocks a user with a reason: the next request of their session is refused', async () => {
    const user = await colleague(identity, master);
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    const { body } = await act(user.userId, 'block', { reason: ' Repeated abuse ' }).expect(200);
    expect(body).toEqual({ subject: `user/${user.userId}`, version: 3 });

    const next = await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
    expect(next.body).toMatchObject({ code: 'session.ended' });
    expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
      version: 3,
      type: 'identity.user.blocked.v1',
      actor: `user/${master.userId}`,
      data: { userId: user.userId },
      personal: { reason: 'Repeated abuse' },
    });
    const profile = await browser(identity, master.cookie).get(`/v1/users/${user.userId}`).expect(200);
    expect(profile.body).toMatchObject({ status: 'blocked', blockedReason: 'Repeated abuse', version: 3 });
  });

  it('[L6] unblocks with an optional comment: the user signs in again, old sessions stay ended', async () => {
    const user = await colleague(identity, master);
    await act(user.userId, 'block', { reason: 'Phone lost' }).expect(200);
    await act(user.userId, 'unblock', { comment: null }).expect(200);
    await browser(identity)
      .post('/v1/sessions', { identifier: user.email, password: goodPassword })
      .expect(201);
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(401);
    await act(user.userId, 'block', { reason: 'Again' }).expect(200);
    const { body } = await act(user.userId, 'unblock', { comment: 'New phone' }).expect(200);
    expect(body).toMatchObject({ version: 6 });
    expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
      personal: { comment: 'New phone' },
    });
  });

  it.each([
    ['block', 'no reason', {}, '/reason'],
    ['block', 'a blank reason', { reason: '   ' }, '/reason'],
    ['block', 'a reason that is too long', { reason: 'x'.repeat(1001) }, '/reason'],
    ['block', 'an unknown key', { reason: 'fine', epoch: 0 }, '/epoch'],
    ['unblock', 'no word about a comment', {}, '/comment'],
  ] as const)('[L6] refuses to %s with %s', async (verb, _how, body, pointer) => {
    const answer = await act(randomUUID(), verb, body).expect(400);
    expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });

  it('[L6] blocks only the active and unblocks only the blocked', async () => {
    const user = await colleague(identity, master);
    expect((await act(user.userId, 'unblock', { comment: null }).expect(409)).body).toMatchObject({
      code: 'user.not_blocked',
    });
    await act(user.userId, 'block', { reason: 'Once' }).expect(200);
    expect((await act(user.userId, 'block', { reason: 'Twice' }).expect(409)).body).toMatchObject({
      code: 'user.not_active',
    });
    expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(3);
  });

  const refusal = (rule: 'permission_missing' | 'self' | 'last_master'): Decision => ({
    allowed: false,
    rule,
    mend: 'ask_another_administrator',
    visible: true,
  });
  it.each([
    [404, 'user.not_found', unseen],
    [403, 'permission.missing', refusal('permission_missing')],
    [409, 'user.self', refusal('self')],
    [409, 'user.last_master', refusal('last_master')],
  ])('answers %d %s where tenancy refuses so, and changes nothing', async (status, code, decision) => {
    const user = await colleague(identity, master);
    identity.tenancy.decide(() => decision);
    const { body } = await act(user.userId, 'block', { reason: 'Try' }).expect(status);
    expect(body).toMatchObject({ code });
    await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(2);
  });

  it('does not let anybody block themselves, even where tenancy would', async () => {
    const { body } = await act(master.userId, 'block', { reason: 'Me' }).expect(409);
    expect(body).toMatchObject({ code: 'user.self' });
  });

  it.each([randomUUID(), 'nobody', '%00', "'; drop table users; --"])(
    'does not know the user %j',
    async (userId) => {
      const { body } = await act(encodeURIComponent(userId), 'block', { reason: 'Who?' }).expect(404);
      expect(body).toMatchObject({ code: 'user.not_found' });
    },
  );

  it('keeps the versions without gaps, one event each, when twenty block and unblock one user at once', async () => {
    const user = await colleague(identity, master);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        turn % 2 === 0
          ? act(user.userId, 'block', { reason: `Reason ${turn}` })
          : act(user.userId, 'unblock', { comment: null }),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toHaveLength(0);
    const events = await eventsOf(identity, `user/${user.userId}`);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    expect(events).toHaveLength(2 + done.length);
    const types = events.slice(2).map(({ type }) => type);
    expect(types).toEqual(
      types.map((_, index) => (index % 2 === 0 ? 'identity.user.blocked.v1' : 'identity.user.unblocked.v1')),
    );
    const [row] = await identity.database.query<object[]>('select version from users where id = $1', [
      user.userId,
    ]);
    expect(row).toEqual({ version: events.length });
  });
});
