import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { proposeUserNames } from '../src/users/user-names';
import { manyUsers } from './support/many-users';
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

  it('[L9] is found among very many that differ only in their number without reading them', async () => {
    const ids = await manyUsers(identity, master, 1_000);
    await identity.database.query(
      `update users set user_name_normalised = 'crowd' || case when n = 1 then '' else n::text end
       from unnest($1::uuid[]) with ordinality as crowd (user_id, n) where id = user_id`,
      [ids],
    );
    let read = 0;
    const counting = {
      async query(...of: [string, unknown[]]) {
        const rows = await identity.database.query<unknown[]>(...of);
        read += rows.length;
        return rows;
      },
    } as unknown as EntityManager;
    const emails = ['crowd@a.example', 'crowd1000@a.example', 'crowd@b.example'];
    const propose = async () => [...(await proposeUserNames(counting, emails)).values()];
    expect(await propose()).toEqual(['crowd1001', 'crowd10002', 'crowd1002']);
    expect(read).toBeLessThan(100);
    await identity.database.query('update users set user_name_normalised = $1 where id = $2', [
      'gone',
      ids[6],
    ]);
    expect(await propose()).toEqual(['crowd7', 'crowd10002', 'crowd1001']);
  });

  it('[L1] is told to nobody who may not create users there', async () => {
    identity.tenancy.decide(() => unseen);
    // Elsewhere: an allow of the test before is good for some seconds.
    const { body } = await ask({ organizationId: randomUUID(), email: 'x' }).expect(404);
    expect(body).toMatchObject({ code: 'organization.not_found' });
  });
});
