import { randomUUID } from 'node:crypto';
import type { Passwords } from '../src/credentials/passwords';
import {
  browser,
  codeOf,
  colleague,
  cookieOf,
  goodPassword,
  invitation,
  invite,
  newAddress,
  openAccount,
  type Person,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { place, setStatus } from './support/tenancy-events';

let identity: Identity;
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
});
afterAll(() => identity.close());

const signIn = (identifier: string, password = goodPassword) =>
  browser(identity).post('/v1/sessions', { identifier, password });
const current = ({ cookie }: { cookie: string }) => browser(identity, cookie).get('/v1/sessions/current');
const freshly = async (person: Person): Promise<Person> => ({
  ...person,
  cookie: cookieOf(await signIn(person.email).expect(201)),
});

/** A company below a reseller, known here for longer than any session lives, and its master. */
async function companyBelowReseller() {
  const resellerId = randomUUID();
  await place(identity, [resellerId], 'reseller');
  const master = await openAccount(identity);
  await place(identity, [resellerId, master.organizationId]);
  await identity.database.query(
    `update organization set known_at = now() - interval '13 hours' where id = $1`,
    [master.organizationId],
  );
  return { resellerId, master: await freshly(master) };
}

describe.each(['suspended', 'closed'] as const)('an organization that is %s', (status) => {
  const code = `sign_in.organization_${status}`;

  it.each(['itself', 'the one above'])('[A14] [C2] lets nobody sign in, and says so: %s', async (which) => {
    const { resellerId, master } = await companyBelowReseller();
    await setStatus(identity, which === 'itself' ? master.organizationId : resellerId, status);
    verifies = 0;
    const { body } = await signIn(master.email).expect(403);
    expect(verifies).toBe(1);
    expect(body).toMatchObject({ code, keyUsers: [] });
    expect(Date.now() - Date.parse((body as { since: string }).since)).toBeLessThan(60_000);
  });

  it('[A14] reveals nothing with a wrong password, after exactly one verify', async () => {
    const { master } = await companyBelowReseller();
    await setStatus(identity, master.organizationId, status);
    verifies = 0;
    const refused = await signIn(master.email, 'wrong horse battery').expect(401);
    expect(verifies).toBe(1);
    const stranger = await signIn(newAddress(), 'wrong horse battery').expect(401);
    expect({ ...(refused.body as object), traceId: '' }).toEqual({
      ...(stranger.body as object),
      traceId: '',
    });
  });

  it('[A14] refuses the open sessions of its subtree at the next request; reopened, they hold again', async () => {
    const { resellerId, master } = await companyBelowReseller();
    const user = await colleague(identity, master);
    const beside = (await companyBelowReseller()).master;
    await setStatus(identity, resellerId, status);
    for (const person of [master, user]) {
      const answer = await current(person).expect(401);
      expect(answer.body).toMatchObject({ code: 'session.organization_suspended' });
      // The browser keeps its cookie: the session is not lost.
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    await current(beside).expect(200);

    await setStatus(identity, resellerId, 'active');
    await current(master).expect(200);
    await current(user).expect(200);
    await signIn(user.email).expect(201);
  });

  it('[A14] lets nobody accept an invitation; reopened, the same link works', async () => {
    const { resellerId, master } = await companyBelowReseller();
    const invited = await invite(identity, master);
    await setStatus(identity, resellerId, status);
    const accept = () =>
      browser(identity).post('/v1/invitations/accept', {
        code: invited.code,
        password: goodPassword,
        firstName: 'Ben',
        lastName: 'Okoye',
      });
    const look = () => browser(identity).post('/v1/codes/inspect', { code: invited.code });
    expect((await look().expect(403)).body).toMatchObject({ code });
    expect((await accept().expect(403)).body).toMatchObject({ code });

    await setStatus(identity, resellerId, 'active');
    expect((await look().expect(200)).body).not.toHaveProperty('organizationId');
    await accept().expect(201);
  });

  it('[A14] takes no invitations, and nobody is mailed', async () => {
    const { resellerId, master } = await companyBelowReseller();
    const above = await openAccount(identity);
    await setStatus(identity, resellerId, status);
    const email = newAddress();
    const into = () =>
      browser(identity, above.cookie).post('/v1/invitations', invitation(master.organizationId, [email]));
    expect((await into().expect(409)).body).toMatchObject({
      code: 'organization.suspended',
      organizationStatus: status,
    });
    expect(await identity.mailsTo(email)).toHaveLength(0);
    await setStatus(identity, resellerId, 'active');
    await into().expect(200);
  });
});

it('[A14] below one that is still closed, a reopened organization lets nobody in', async () => {
  const { resellerId, master } = await companyBelowReseller();
  await setStatus(identity, resellerId, 'closed');
  await setStatus(identity, master.organizationId, 'suspended');
  await setStatus(identity, master.organizationId, 'active');
  expect((await signIn(master.email).expect(403)).body).toMatchObject({
    code: 'sign_in.organization_closed',
  });
  await current(master).expect(401);
});

describe('[A14] an account that was opened a moment ago, of an organization not known here yet', () => {
  async function openedJustNow() {
    const email = newAddress();
    await browser(identity).post('/v1/sign-ups', signUpRequest(email)).expect(202);
    const code = codeOf((await identity.mailsTo(email)).at(-1)?.link);
    const opened = await browser(identity)
      .post('/v1/sign-ups/verify', { code, password: goodPassword })
      .expect(201);
    const { organizationId } = opened.body as { organizationId: string };
    return { email, organizationId, cookie: cookieOf(opened) };
  }

  it('is out when the organization above is suspended, and signs in anew when it is reopened', async () => {
    const resellerId = randomUUID();
    await place(identity, [resellerId], 'reseller');
    const person = await openedJustNow();
    await place(identity, [resellerId, person.organizationId]);
    await current(person).expect(200);
    await setStatus(identity, resellerId, 'suspended');
    await current(person).expect(401);
    await signIn(person.email).expect(403);
    await setStatus(identity, resellerId, 'active');
    await signIn(person.email).expect(201);
  });

  it('is out when its organization turns out to lie below a suspended one', async () => {
    const resellerId = randomUUID();
    await place(identity, [resellerId], 'reseller');
    await setStatus(identity, resellerId, 'suspended');
    const person = await openedJustNow();
    await current(person).expect(200);
    await place(identity, [resellerId, person.organizationId]);
    await current(person).expect(401);
    await signIn(person.email).expect(403);
  });
});
