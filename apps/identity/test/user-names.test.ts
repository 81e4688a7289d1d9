import { randomUUID } from 'node:crypto';
import { browser, colleague, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

describe('a user name', () => {
  const ask = (query: Record<string, string>) =>
    browser(identity, master.cookie).get(
      `/v1/user-names/proposal?${new URLSearchParams({ organizationId: master.organizationId, ...query }).toString()}`,
    );

  it('[L1] is proposed while the address is typed, and free', async () => {
    const present = await colleague(identity, master);
    const half = await ask({ email: 'Zoe.Half' }).expect(200);
    expect(half.body).toEqual({ proposal: 'zoe.half', isFree: null });
    const { body } = await ask({ email: `${present.userName}@else.example` }).expect(200);
    expect(body).toMatchObject({ proposal: `${present.userName}2` });
    const taken = await ask({ email: '', userName: present.userName.toUpperCase() }).expect(200);
    expect(taken.body).toMatchObject({ isFree: false });
    const free = await ask({ email: '', userName: 'nobody.has.it' }).expect(200);
    expect(free.body).toMatchObject({ isFree: true });
  });

  it('[L1] is told to nobody who may not create users there', async () => {
    identity.tenancy.decide(() => unseen);
    // Elsewhere: an allow of the test before is good for some seconds.
    const { body } = await ask({ organizationId: randomUUID(), email: 'x' }).expect(404);
    expect(body).toMatchObject({ code: 'organization.not_found' });
  });
});
