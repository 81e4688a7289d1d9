import { mirrorCookie, sessionCookie } from '@tenantry/service-defaults';
import { current, mirrored, signedInAnew, takesAway, timeIsOver } from './support/mirroring';
import {
  browser,
  codeOf,
  colleague,
  cookieOf,
  eventsOf,
  goodPassword,
  invite,
  newAddress,
  openAccount,
  type Person,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { setStatus } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const codeIs = (code: string) => expect.objectContaining({ code }) as unknown;
const block = (by: Person, userId: string) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/block`, { reason: 'Left' });
/** Whoever begins to act as the user changes them, and what was asked about the user before is then asked again. */
async function blockOnceUnchanged(userId: string) {
  for (;;) {
    const answer = await block(master, userId);
    if ((answer.body as { code?: string }).code !== 'user.changed') return answer;
  }
}
/** An administrator who acts as a colleague, and a master who is neither. */
async function threePeople() {
  const administrator = await colleague(identity, master);
  const user = await colleague(identity, master);
  const acting = await mirrored(identity, administrator, user);
  await current(acting).expect(200);
  return { administrator, user, acting, own: browser(identity, administrator.cookie) };
}

describe('acting as another user ends', () => {
  it('[A11] [L6] when the user is blocked: at the next request, and one is oneself again', async () => {
    const { user, acting, own } = await threePeople();
    await block(master, user.userId).expect(200);
    expect((await current(acting).expect(401)).body).toEqual(codeIs('session.mirroring_ended'));
    await current(own).expect(200);
  });

  it('[A11] [L6] when the administrator is blocked', async () => {
    const { administrator, acting } = await threePeople();
    await block(master, administrator.userId).expect(200);
    expect((await current(acting).expect(401)).body).toEqual(codeIs('session.ended'));
  });

  it('[A11] with the sign-out, which ends both sessions and is on record', async () => {
    const { administrator, user, acting, own } = await threePeople();
    const out = await acting.delete('/v1/sessions/current').expect(204);
    expect([takesAway(out, sessionCookie.name), takesAway(out, mirrorCookie.name)]).toEqual([true, true]);
    await current(own).expect(401);
    const again = await signedInAnew(identity, administrator);
    const left = browser(identity, `${again.cookie}; ${acting.mirror}`);
    expect((await current(left).expect(401)).body).toEqual(codeIs('session.mirroring_ended'));
    expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
      type: 'identity.user.mirroring-stopped.v1',
      actor: `user/${administrator.userId}`,
    });
  });

  it('[A11] after its half hour, whether or not anybody stops it', async () => {
    const { user, acting, own } = await threePeople();
    await timeIsOver(identity.redis, acting.mirror);
    const stopped = await acting.delete('/v1/mirroring').expect(409);
    expect(stopped.body).toEqual(codeIs('mirroring.not_on'));
    expect(takesAway(stopped, mirrorCookie.name)).toBe(true);
    expect((await current(acting).expect(401)).body).toEqual(codeIs('session.mirroring_ended'));
    await current(own).expect(200);
    expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(3);
  });

  it('[A11] over and then signed out: whoever wants out is let out', async () => {
    const { acting, own } = await threePeople();
    await timeIsOver(identity.redis, acting.mirror);
    const out = await acting.delete('/v1/sessions/current').expect(204);
    expect(takesAway(out, mirrorCookie.name)).toBe(true);
    await current(own).expect(401);
  });

  it('[A11] [A14] when the organization of either is suspended', async () => {
    const above = await openAccount(identity);
    const below = await openAccount(identity);
    const acting = await mirrored(identity, above, below);
    await setStatus(identity, below.organizationId, 'suspended');
    expect((await current(acting).expect(401)).body).toEqual(codeIs('session.mirroring_ended'));
    await current(browser(identity, above.cookie)).expect(200);

    const other = await openAccount(identity);
    const actingAgain = await mirrored(identity, above, other);
    await setStatus(identity, above.organizationId, 'suspended');
    expect((await current(actingAgain).expect(401)).body).toEqual(codeIs('session.organization_suspended'));
  });

  it('[A11] for whoever is blocked while somebody begins: none of the sessions holds', async () => {
    const administrator = await colleague(identity, master);
    const user = await colleague(identity, master);
    const body = { userId: user.userId, password: goodPassword, reason: 'Ticket' };
    const own = browser(identity, administrator.cookie);
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => own.post('/v1/mirroring', body)),
      blockOnceUnchanged(user.userId),
    ]);
    for (const answer of answers.filter(({ status }) => status === 201)) {
      const both = browser(identity, `${administrator.cookie}; ${cookieOf(answer)}`);
      await current(both).expect(401);
    }
    const [row] = await identity.database.query<{ status: string }[]>(
      'select status from users where id = $1',
      [user.userId],
    );
    expect(row?.status).toBe('blocked');
  });
});

describe('the second cookie', () => {
  it('[A11] opens nothing without the own one, in its place, or beside somebody else’s', async () => {
    const { acting } = await threePeople();
    const secret = mirrorCookie.read(acting.mirror) ?? '';
    const alone = await current(browser(identity, acting.mirror)).expect(401);
    expect(alone.body).toEqual(codeIs('session.missing'));
    const inPlace = await current(browser(identity, `${sessionCookie.name}=${secret}`)).expect(401);
    expect(inPlace.body).toEqual(codeIs('session.ended'));
    const both = `${sessionCookie.name}=${secret}; ${acting.mirror}`;
    await current(browser(identity, both)).expect(401);
    const stranger = await colleague(identity, master);
    const beside = await current(browser(identity, `${stranger.cookie}; ${acting.mirror}`)).expect(401);
    expect(beside.body).toEqual(codeIs('session.mirroring_ended'));
    // Another session of the same person is not the one that began it either.
    const anew = await signedInAnew(identity, stranger);
    await current(browser(identity, `${anew.cookie}; ${acting.mirror}`)).expect(401);
    await current(acting).expect(200);
  });

  it('[A11] goes when one signs in anew, in whichever way', async () => {
    const { acting } = await threePeople();
    const visitor = browser(identity, acting.mirror);
    const { code } = await invite(identity, master);
    const email = newAddress();
    await visitor.post('/v1/sign-ups', signUpRequest(email)).expect(202);
    const verification = codeOf((await identity.mailsTo(email)).at(-1)?.link);
    const names = { firstName: 'Ben', lastName: 'Okoye' };
    for (const answer of [
      await visitor.post('/v1/sessions', { identifier: master.email, password: goodPassword }).expect(201),
      await visitor.post('/v1/invitations/accept', { code, password: goodPassword, ...names }).expect(201),
      await visitor.post('/v1/sign-ups/verify', { code: verification, password: goodPassword }).expect(201),
    ]) {
      expect(takesAway(answer, mirrorCookie.name)).toBe(true);
      expect(answer.body).toMatchObject({ mirroring: null });
      await current(browser(identity, cookieOf(answer))).expect(200);
    }
  });
});
