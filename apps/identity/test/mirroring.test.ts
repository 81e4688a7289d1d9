import type { Decision } from '@tenantry/contracts';
import { mirrorCookie } from '@tenantry/service-defaults';
import { eventually } from '@tenantry/testing';
import { createHash, randomUUID } from 'node:crypto';
import type { Passwords } from '../src/credentials/passwords';
import { askToMirror, current, mirrored, takesAway } from './support/mirroring';
import { browser, colleague, eventsOf, invite, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { allowed, unseen } from './support/tenancy';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
let user: Person;
let verifies = 0;
const counting = (real: Passwords): Passwords => ({
  ...real,
  verify(stored, password) {
    verifies += 1;
    return real.verify(stored, password);
  },
});
beforeAll(async () => {
  identity = await startIdentity({ passwords: counting });
  master = await openAccount(identity);
  user = await colleague(identity, master);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => allowed));

const ask = (userId: string, change: object = {}) => askToMirror(identity, master, userId, change);
const eventsOfUser = ({ userId }: Person) => eventsOf(identity, `user/${userId}`);

describe('acting as another user', () => {
  it('[A11] takes the own password and a reason, and is known for what it is', async () => {
    const other = await colleague(identity, master);
    verifies = 0;
    const { started, ...acting } = await mirrored(identity, master, other);
    expect(verifies).toBe(1);
    const by = { userId: master.userId, userName: master.userName, firstName: 'Ana', lastName: 'Ruiz' };
    expect(started.body).toMatchObject({
      userId: other.userId,
      userName: other.userName,
      email: other.email,
      mirroring: { by },
    });
    const { mirroring } = started.body as { mirroring: { startedAt: string; until: string } };
    expect(Date.parse(mirroring.until) - Date.parse(mirroring.startedAt)).toBe(30 * 60_000);
    expect((await current(acting).expect(200)).body).toEqual(started.body);
    expect(started.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-tenantry-mirror=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect((await eventsOfUser(other)).at(-1)).toEqual({
      type: 'identity.user.mirroring-started.v1',
      version: 3,
      actor: `user/${master.userId}`,
      data: { userId: other.userId, until: mirroring.until },
      personal: { reason: 'Ticket 4711' },
    });
    // Without the second cookie they are themselves.
    expect((await current(browser(identity, master.cookie)).expect(200)).body).toMatchObject({
      userId: master.userId,
      mirroring: null,
    });
  });

  it('[A11] is stopped: one is oneself again, and the second cookie opens nothing', async () => {
    const other = await colleague(identity, master);
    const { started, mirror, ...acting } = await mirrored(identity, master, other);
    const stopped = await acting.delete('/v1/mirroring').expect(200);
    expect(stopped.body).toMatchObject({ userId: master.userId, email: master.email, mirroring: null });
    expect(takesAway(stopped, mirrorCookie.name)).toBe(true);
    expect((await eventsOfUser(other)).at(-1)).toMatchObject({
      type: 'identity.user.mirroring-stopped.v1',
      version: 4,
      actor: `user/${master.userId}`,
      data: {
        userId: other.userId,
        startedAt: (started.body as { mirroring: { startedAt: string } }).mirroring.startedAt,
      },
    });
    const after = await current(acting).expect(401);
    expect(after.body).toMatchObject({ code: 'session.mirroring_ended' });
    // What another tab still shows must not be done as oneself.
    expect(takesAway(after, mirrorCookie.name)).toBe(false);
    const again = await browser(identity, `${master.cookie}; ${mirror}`).delete('/v1/mirroring').expect(409);
    expect(again.body).toMatchObject({ code: 'mirroring.not_on' });
    expect(takesAway(again, mirrorCookie.name)).toBe(true);
  });

  it('[A11] is stopped once, however many stop it at the same time', async () => {
    const other = await colleague(identity, master);
    const acting = await mirrored(identity, master, other);
    const answers = await Promise.all(Array.from({ length: 6 }, () => acting.delete('/v1/mirroring')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await eventsOfUser(other)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  it('[A11] there is nothing to stop for who acts as themselves', async () => {
    const { body } = await browser(identity, master.cookie).delete('/v1/mirroring').expect(409);
    expect(body).toMatchObject({ code: 'mirroring.not_on' });
    await browser(identity).delete('/v1/mirroring').expect(401);
    await browser(identity).post('/v1/mirroring', {}).expect(401);
  });

  it('[A11] is refused with a wrong password, before anybody is asked about the user', async () => {
    identity.tenancy.asked.length = 0;
    verifies = 0;
    const { body } = await ask(user.userId, { password: 'not my password' }).expect(403);
    expect(body).toMatchObject({ code: 'password.wrong' });
    expect(verifies).toBe(1);
    expect(identity.tenancy.asked).toEqual([]);
    expect(await eventsOfUser(user)).toHaveLength(2);
  });

  it('[A11] makes guesses at one’s own password wait, wherever they come from, and counts no right one', async () => {
    const limited = await startIdentity({ env: { GUESSES_PER_ACCOUNT: '3' } });
    try {
      const administrator = await openAccount(limited);
      let network = 0;
      const attempt = (password: string) =>
        askToMirror(limited, administrator, randomUUID(), { password }).set({
          'x-forwarded-for': `192.0.2.${(network += 1)}`,
        });
      const counter = `wait:own-password:${createHash('sha256').update(administrator.userId).digest('base64url')}`;
      for (let turn = 0; turn < 5; turn += 1) {
        await attempt(administrator.password).expect(404);
        await eventually(async () => expect(await limited.redis.hGet(counter, 'count')).toBe('0'));
      }
      let answer = await attempt('a wrong password').expect(403);
      while (answer.status === 403) answer = await attempt('a wrong password');
      expect(answer.body).toMatchObject({ code: 'rate.limited' });
    } finally {
      await limited.close();
    }
  });

  it.each([
    ['/reason', { reason: ' ' }],
    ['/reason', { reason: 'x'.repeat(1001) }],
    ['/password', { password: '' }],
    ['/userId', { userId: 'somebody' }],
    ['/until', { until: '2099-01-01T00:00:00Z' }],
  ])('[A11] refuses %s: %j', async (pointer, change) => {
    const { body } = await ask(user.userId, change).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ pointer }] });
  });

  it('[A8] [A11] does not know whom one does not see, no more than an id that nobody has', async () => {
    identity.tenancy.decide(() => unseen);
    const answers = [await ask(user.userId).expect(404), await ask(randomUUID()).expect(404)];
    const [foreign, nobody] = answers.map(({ body }) => ({ ...(body as object), traceId: '' }));
    expect(foreign).toMatchObject({ code: 'user.not_found' });
    expect(foreign).toEqual(nobody);
    expect(await eventsOfUser(user)).toHaveLength(2);
  });

  it.each([
    [403, 'permission.missing', 'rank_too_low'],
    [403, 'permission.missing', 'permission_missing'],
    [403, 'mirroring.not_allowed', 'mirroring'],
    [409, 'user.self', 'self'],
  ] as const)('[A9] [A11] says why not: %d %s, %s', async (status, code, rule) => {
    const decision: Decision = { allowed: false, rule, mend: 'ask_higher_rank', visible: true };
    identity.tenancy.decide(() => decision);
    const answer = await ask(user.userId).expect(status);
    expect(answer.body).toMatchObject({ code, rule, mend: 'ask_higher_rank' });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await eventsOfUser(user)).toHaveLength(2);
  });

  it('[A11] asks anew each time: what was allowed a moment ago counts for nothing', async () => {
    const other = await colleague(identity, master);
    await mirrored(identity, master, other);
    identity.tenancy.decide(() => unseen);
    await ask(other.userId).expect(404);
  });

  it('[A11] never begins as oneself, as who is not active, or where the organization is suspended', async () => {
    expect((await ask(master.userId).expect(409)).body).toMatchObject({ code: 'user.self' });
    const pending = await invite(identity, master);
    expect((await ask(pending.userId).expect(409)).body).toMatchObject({ code: 'user.not_active' });
    const blocked = await colleague(identity, master);
    await browser(identity, master.cookie)
      .post(`/v1/users/${blocked.userId}/block`, { reason: 'Left' })
      .expect(200);
    expect((await ask(blocked.userId).expect(409)).body).toMatchObject({
      code: 'user.not_active',
      title: 'This can be done only while the user is active.',
    });
    const below = await openAccount(identity);
    await setStatus(identity, below.organizationId, 'suspended');
    expect((await ask(below.userId).expect(409)).body).toMatchObject({ code: 'organization.wrong_status' });
    expect(await eventsOfUser(below)).toHaveLength(3);
  });

  it('[A11] holds where the user’s sessions were ended in a transaction that failed', async () => {
    const other = await colleague(identity, master);
    await identity.redis.set(`epoch:${other.userId}`, '7');
    await current(await mirrored(identity, master, other)).expect(200);
  });

  it('[L13] [A11] stands in the history of the user, with both names and the reason', async () => {
    const other = await colleague(identity, master);
    const acting = await mirrored(identity, master, other);
    await acting.delete('/v1/mirroring').expect(200);
    const { body } = await browser(identity, master.cookie)
      .get(`/v1/users/${other.userId}/history?limit=2`)
      .expect(200);
    const actor = { kind: 'user', id: master.userId, name: 'Ana Ruiz' };
    expect(body).toMatchObject({
      items: [
        {
          type: 'identity.user.mirroring-stopped.v1',
          actor,
          onBehalfOf: { id: other.userId, name: 'Ben Okoye' },
        },
        { type: 'identity.user.mirroring-started.v1', actor, personal: { reason: 'Ticket 4711' } },
      ],
    });
  });
});
