import { rebuild, type User, type UserHappened } from '@tenantry/domain';
import { lockUser, saveUser } from '../src/users/user.repository';
import { browser, colleague, eventsOf, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const at = new Date('2030-01-01T00:00:00Z');
const happensOf: Record<string, UserHappened['type']> = {
  'identity.user.created.v1': 'UserCreated',
  'identity.user.activated.v1': 'UserActivated',
  'identity.user.blocked.v1': 'UserBlocked',
  'identity.user.unblocked.v1': 'UserUnblocked',
  'identity.user.deactivated.v1': 'UserDeactivated',
  'identity.user.reactivated.v1': 'UserReactivated',
  'identity.user.removed.v1': 'UserRemoved',
  'identity.user.profile-changed.v1': 'ProfileChanged',
  'identity.user.email-changed.v1': 'EmailChanged',
  'identity.user.password-changed.v1': 'PasswordChanged',
  'identity.user.password-reset.v1': 'PasswordReset',
  'identity.user.sessions-ended.v1': 'SessionsEnded',
};

const change = (userId: string, act: (user: User) => void) =>
  identity.database.transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) throw new Error('no such user');
    act(user);
    await saveUser(tx, user);
  });

/** Status and cause, from the log and nothing else. */
async function rebuilt(userId: string) {
  const events = await eventsOf(identity, `user/${userId}`);
  return rebuild(
    events.map(({ type, version, data }) => {
      const happens = happensOf[type];
      if (!happens) throw new Error(`${type} is not part of a life`);
      const { cause, origin } = data as { cause?: string; origin?: string };
      const why = cause ?? origin;
      return { type: happens, version, ...(why !== undefined && { cause: why }) };
    }),
  );
}
async function stored(userId: string) {
  const [row] = await identity.database.query<unknown[]>(
    `select status, inactive_cause as "inactiveCause", version from users where id = $1`,
    [userId],
  );
  return row;
}

describe('the life of a user in the log', () => {
  it('[L3] [L5] [L6] [L8] is told event by event, and the events alone rebuild status and cause', async () => {
    const { userId, email } = await colleague(identity, master);
    const by = { actor: `user/${master.userId}` };
    const to = `new.${email}`;
    const acts: [(user: User) => void, string, object, object | null][] = [
      [
        (user) => user.changeProfile({ middleName: 'Sofía', idleSecondsOverride: 600 }, by, at),
        'identity.user.profile-changed.v1',
        { userId, language: 'en', idleSeconds: 600 },
        expect.objectContaining({ middleName: 'Sofía' }) as object,
      ],
      [
        (user) => user.changeEmail({ email: to, emailNormalised: to }, by, at),
        'identity.user.email-changed.v1',
        { userId },
        { from: email, to },
      ],
      [
        (user) => user.passwordChanged('own', at),
        'identity.user.password-changed.v1',
        { userId, cause: 'own' },
        null,
      ],
      [
        (user) => user.resetPassword(at, by, at),
        'identity.user.password-reset.v1',
        { userId, expiresAt: at.toISOString() },
        null,
      ],
      [
        (user) => user.recordSessionsEnded('all', 'Phone lost', by, at),
        'identity.user.sessions-ended.v1',
        { userId, scope: 'all' },
        { comment: 'Phone lost' },
      ],
      [
        (user) => user.deactivate('manual', 'Leave', by, at),
        'identity.user.deactivated.v1',
        { userId, cause: 'manual' },
        { reason: 'Leave' },
      ],
      [
        (user) => user.reactivate('Back', by, at),
        'identity.user.reactivated.v1',
        { userId },
        { comment: 'Back' },
      ],
      [
        (user) => user.deactivate('inactivity', null, { actor: 'service/scheduler' }, at),
        'identity.user.deactivated.v1',
        { userId, cause: 'inactivity' },
        { reason: null },
      ],
      [
        (user) => user.remove(null, by, at),
        'identity.user.removed.v1',
        { userId, from: 'inactive' },
        { reason: null },
      ],
    ];
    for (const [act, type, data, personal] of acts) {
      await change(userId, act);
      expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({ type, data, personal });
      expect(await rebuilt(userId)).toEqual(await stored(userId));
    }
  });

  it('[L8] frees the address of whoever is removed, and nobody is removed twice', async () => {
    const { userId, email } = await colleague(identity, master);
    const remove = () => change(userId, (user) => user.remove(null, { actor: `user/${master.userId}` }, at));
    await remove();
    await expect(remove()).rejects.toMatchObject({ code: 'user.wrong_status', status: 'removed' });
    const { body } = await browser(identity, master.cookie)
      .post('/v1/invitations', {
        organizationId: master.organizationId,
        accountType: 'standard',
        addresses: [email],
        language: 'en',
      })
      .expect(200);
    expect(body).toMatchObject({ results: [{ outcome: 'invited' }] });
  });

  it('[L6] a refusal by the status names the status', async () => {
    const { userId } = await colleague(identity, master);
    const block = () =>
      browser(identity, master.cookie).post(`/v1/users/${userId}/block`, { reason: 'Abuse' });
    await block().expect(200);
    expect((await block().expect(409)).body).toMatchObject({
      code: 'user.not_active',
      userStatus: 'blocked',
    });
  });

  it('[C9] a limit of their own holds from the next sign-in on', async () => {
    const { userId, email, password } = await colleague(identity, master);
    await change(userId, (user) =>
      user.changeProfile({ idleSecondsOverride: 90 }, { actor: `user/${master.userId}` }, at),
    );
    const { body } = await browser(identity)
      .post('/v1/sessions', { identifier: email, password })
      .expect(201);
    expect(body).toMatchObject({ idleSeconds: 90 });
  });
});
