import { randomUUID } from 'node:crypto';
import { browser, colleague, goodPassword, invite, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { nameKeyUsers, place, setPolicies, setStatus } from './support/tenancy-events';

let identity: Identity;
let resellerId: string;
let above: Person;
beforeAll(async () => {
  identity = await startIdentity();
  above = await openAccount(identity);
  resellerId = above.organizationId;
});
afterAll(() => identity.close());

const signIn = (identifier: string, password = goodPassword) =>
  browser(identity).post('/v1/sessions', { identifier, password });
const block = (by: Person, userId: string) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/block`, { reason: 'Phone lost' }).expect(200);
const keyUsersToldTo = async (email: string) =>
  ((await signIn(email).expect(403)).body as { keyUsers: object[] }).keyUsers;

/** A master of a new company below the reseller. */
async function company(): Promise<Person> {
  const master = await openAccount(identity);
  await place(identity, [resellerId, master.organizationId]);
  return master;
}

describe('[C13] whoever has no account', () => {
  const named = async () =>
    ((await browser(identity).get('/v1/installation/key-users').expect(200)).body as { keyUsers: object[] })
      .keyUsers;

  it('is told the active key users of the operator, and nobody else’s', async () => {
    expect(await named()).toEqual([]);
    const operator = await openAccount(identity);
    const [first, second] = [await colleague(identity, operator), await colleague(identity, operator)];
    // There is one operator, and it is theirs.
    await identity.database.query(
      `update organization set kind = case when id = $1 then 'operator' else 'company' end
       where kind = 'operator' or id = $1`,
      [operator.organizationId],
    );
    await nameKeyUsers(identity, resellerId, [above.userId]);
    expect(await named()).toEqual([]);
    await nameKeyUsers(identity, operator.organizationId, [second.userId, first.userId]);
    expect(await named()).toEqual([
      { name: 'Ben Okoye', email: second.email },
      { name: 'Ben Okoye', email: first.email },
    ]);
    await block(operator, second.userId);
    expect(await named()).toEqual([{ name: 'Ben Okoye', email: first.email }]);
    await nameKeyUsers(identity, operator.organizationId, []);
    expect(await named()).toEqual([]);
  });
});

describe('[C13] a refusal at sign-in names the key users to ask', () => {
  it('those of the own organization, in their order, to somebody who is blocked', async () => {
    const master = await company();
    const [first, second, blocked] = [
      await colleague(identity, master),
      await colleague(identity, master),
      await colleague(identity, master),
    ];
    await nameKeyUsers(identity, resellerId, [above.userId]);
    await nameKeyUsers(identity, master.organizationId, [second.userId, first.userId]);
    await block(master, blocked.userId);
    expect(await keyUsersToldTo(blocked.email)).toEqual([
      { name: 'Ben Okoye', email: second.email },
      { name: 'Ben Okoye', email: first.email },
    ]);
  });

  it('those of the organization above where their own names none that could be asked', async () => {
    const master = await company();
    const [gone, blocked] = [await colleague(identity, master), await colleague(identity, master)];
    await nameKeyUsers(identity, resellerId, [above.userId]);
    await block(master, blocked.userId);
    const theirs = [{ name: 'Ana Ruiz', email: above.email }];
    expect(await keyUsersToldTo(blocked.email)).toEqual(theirs);
    // Neither one who is blocked nor the asking person is of any help.
    await block(master, gone.userId);
    await nameKeyUsers(identity, master.organizationId, [gone.userId, blocked.userId]);
    expect(await keyUsersToldTo(blocked.email)).toEqual(theirs);
  });

  it('also where the organization is suspended, on the page of an invitation too', async () => {
    const master = await company();
    const invited = await invite(identity, master);
    await nameKeyUsers(identity, resellerId, [above.userId]);
    await setStatus(identity, master.organizationId, 'suspended');
    const theirs = [{ name: 'Ana Ruiz', email: above.email }];
    expect(await keyUsersToldTo(master.email)).toEqual(theirs);
    const { body } = await browser(identity).post('/v1/codes/inspect', { code: invited.code }).expect(403);
    expect(body).toMatchObject({ keyUsers: theirs });
  });

  it('and nobody with a wrong password', async () => {
    const master = await company();
    await nameKeyUsers(identity, master.organizationId, [above.userId]);
    await setStatus(identity, master.organizationId, 'closed');
    const { body } = await signIn(master.email, 'wrong horse battery').expect(401);
    expect(body).not.toHaveProperty('keyUsers');
  });

  it('and nobody where none are named, or they are not known here', async () => {
    const master = await openAccount(identity);
    const blocked = await colleague(identity, master);
    await block(master, blocked.userId);
    expect(await keyUsersToldTo(blocked.email)).toEqual([]);
    await nameKeyUsers(identity, master.organizationId, [randomUUID()]);
    expect(await keyUsersToldTo(blocked.email)).toEqual([]);
  });
});

describe('[A1] the policies of an organization', () => {
  const invitedInto = async (master: Person) => {
    const { userId } = await invite(identity, master);
    const [row] = await identity.database.query<{ days: number; idleSeconds: number }[]>(
      `select extract(day from invitation_expires_at - created_at)::int as days, idle_seconds as "idleSeconds"
       from users where id = $1`,
      [userId],
    );
    return row;
  };

  it('hold for new users: the nearest value on the path, else that of the installation', async () => {
    const master = await company();
    expect(await invitedInto(master)).toEqual({ days: 7, idleSeconds: 1800 });
    await setPolicies(identity, resellerId, { invitationValidDays: 14, idleSeconds: 900 });
    expect(await invitedInto(master)).toEqual({ days: 14, idleSeconds: 900 });
    await setPolicies(identity, master.organizationId, { invitationValidDays: 3 });
    expect(await invitedInto(master)).toEqual({ days: 3, idleSeconds: 900 });
    await setPolicies(identity, master.organizationId, {});
    expect(await invitedInto(master)).toEqual({ days: 14, idleSeconds: 900 });
    await setPolicies(identity, resellerId, {});
  });

  it('hold from the next sign-in on for those who were there before', async () => {
    const master = await company();
    const user = await colleague(identity, master);
    await setPolicies(identity, master.organizationId, { idleSeconds: 300 });
    const idleOf = async (cookie: string) => {
      const { body } = await browser(identity, cookie).get('/v1/sessions/current').expect(200);
      return (body as { idleSeconds: number }).idleSeconds;
    };
    expect(await idleOf(user.cookie)).toBe(1800);
    const { body } = await signIn(user.email).expect(201);
    expect(body).toMatchObject({ idleSeconds: 300 });
  });

  it('end an idle session of whoever joined under them', async () => {
    const master = await company();
    await setPolicies(identity, master.organizationId, { idleSeconds: 600 });
    const user = await colleague(identity, master);
    const { body } = await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
    expect(body).toMatchObject({ idleSeconds: 600 });
  });
});
