import {
  invitationExpired,
  userBlocked,
  userMirroringStarted,
  userMirroringStopped,
  userSignedIn,
  userUnblocked,
} from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import { testBus, type TestBus } from './support/bus';
import { type Account, activate, createUser, openAccount } from './support/identity';
import { type Answer, type TestService, testService } from './support/service';

describe('the directory follows a user through their life', () => {
  let service: TestService;
  let bus: TestBus;
  let master: Account;
  let cookie: string;
  beforeAll(async () => {
    service = await testService();
    bus = await testBus(service);
    master = await openAccount(bus, 'Velaria', 'operator');
    cookie = await service.signIn(master);
    await eventually(() => service.get('/v1/me', cookie).expect(200));
  });
  afterAll(async () => {
    await bus.close();
    await service.close();
  });

  type Page = { items: object[]; updating: boolean };
  async function shown({ userId }: { userId: string }, version: number): Promise<object | undefined> {
    const query = `q=${userId}&after=user/${userId}:${version}`;
    const page = (await service.get(`/v1/directory/users?${query}`, cookie).expect(200)).body as Page;
    expect(page.updating).toBe(false);
    return page.items[0];
  }

  it('[L11] invited, active, blocked with the reason, unblocked', async () => {
    const user = await createUser(bus, master.organizationId, 'privileged');
    expect(await shown(user, 1)).toMatchObject({
      status: 'pending',
      accountType: 'privileged',
      firstName: null,
      invitationExpiresAt: '2030-01-01T00:00:00.000Z',
      invitationExpired: false,
    });
    const active = await activate(bus, user.userId, 'Jürgen', 'Groß');
    expect(await shown(user, active)).toMatchObject({
      status: 'active',
      firstName: 'Jürgen',
      lastName: 'Groß',
      invitationExpiresAt: null,
    });
    const byName = await service.get('/v1/directory/users?q=gross', cookie);
    expect((byName.body as Page).items).toHaveLength(1);

    const { userId } = user;
    const blocked = await bus.say(userBlocked, `user/${userId}`, { userId }, { reason: 'Repeated abuse' });
    expect(await shown(user, blocked)).toMatchObject({ status: 'blocked', blockedReason: 'Repeated abuse' });
    const unblocked = await bus.say(userUnblocked, `user/${userId}`, { userId }, { comment: null });
    expect(await shown(user, unblocked)).toMatchObject({ status: 'active', blockedReason: null });
  });

  it('[A11] nothing of them changes when somebody acts as them, and their version has arrived', async () => {
    const user = await createUser(bus, master.organizationId, 'privileged');
    const before = await shown(user, await activate(bus, user.userId, 'Jutta', 'Braun'));
    const { userId } = user;
    const until = new Date().toISOString();
    const subject = `user/${userId}`;
    const started = await bus.say(
      userMirroringStarted,
      subject,
      { userId, until },
      { reason: 'Ticket 4711' },
    );
    expect(await shown(user, started)).toEqual(before);
    const stopped = await bus.say(userMirroringStopped, subject, { userId, startedAt: until });
    expect(await shown(user, stopped)).toEqual(before);
    expect(stopped).toBe(started + 1);
  });

  it('[L10] an invitation that was not accepted in time', async () => {
    const user = await createUser(bus, master.organizationId, 'standard');
    const version = await bus.say(invitationExpired, `user/${user.userId}`, { userId: user.userId });
    expect(await shown(user, version)).toMatchObject({ status: 'pending', invitationExpired: true });
  });

  it('[L11] the last sign-in, which never goes back, also where it overtakes the user', async () => {
    const userId = randomUUID();
    const stream = `sign-in/${userId}`;
    await bus.say(userSignedIn, stream, { userId, day: '2026-03-02' });
    await createUser(bus, master.organizationId, 'standard', { userId });
    await eventually(async () =>
      expect(await shown({ userId }, 1)).toMatchObject({ lastSignInOn: '2026-03-02' }),
    );
    await bus.say(userSignedIn, stream, { userId, day: '2026-03-01' });
    await bus.say(userSignedIn, stream, { userId, day: '2026-03-05' });
    await eventually(async () =>
      expect(await shown({ userId }, 1)).toMatchObject({ lastSignInOn: '2026-03-05' }),
    );
  });

  it('[A8] waits for the unblocking of an administrator who is signed in, and answers 503 until it arrives', async () => {
    const account = await createUser(bus, master.organizationId, 'privileged');
    await activate(bus, account.userId, 'Late', 'News');
    const { userId } = account;
    const version = await bus.say(userBlocked, `user/${userId}`, { userId }, { reason: 'r' });
    await shown(account, version);
    const theirs = await service.signIn(account);
    const answer = await service.get('/v1/directory/users', theirs).expect(503);
    expect(answer.body).toMatchObject({ code: 'access.not_yet_known' });
    expect(answer.headers['retry-after']).toBe('1');
    const waiting = service.get('/v1/me', theirs).expect(200);
    await Promise.all([waiting, bus.say(userUnblocked, `user/${userId}`, { userId }, { comment: null })]);
  });

  it('answers 503 to somebody signed in of whom only the organization is known', async () => {
    const { organizationId } = master;
    const unheard = await service.signIn({ userId: randomUUID(), organizationId });
    const { body } = (await service.get('/v1/me', unheard).expect(503)) as Answer;
    expect(body).toMatchObject({ code: 'access.not_yet_known' });
  });

  it('says updating where a write does not arrive within a second', async () => {
    const { body } = (await service
      .get(`/v1/directory/users?after=user/${master.userId}:999`, cookie)
      .expect(200)) as Answer;
    expect(body).toMatchObject({ updating: true });
  });

  it('[A8] never says whether a user whom one does not see has arrived', async () => {
    const stranger = await openAccount(bus, 'Stranger Ltd');
    const theirs = await service.signIn(stranger);
    await eventually(() => service.get('/v1/me', theirs).expect(200));
    const { body } = (await service
      .get(`/v1/directory/users?after=user/${master.userId}:1`, theirs)
      .expect(200)) as Answer;
    expect(body).toMatchObject({ updating: true });
  });
});
