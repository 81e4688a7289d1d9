import { mailSupportReport } from '@tenantry/contracts';
import { browser, colleague, eventsOf, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { unseen } from './support/tenancy';
import { setPolicies } from './support/tenancy-events';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity({ env: { SUPPORT_REPORTS_PER_USER: '5' } });
  master = await openAccount(identity);
});
afterAll(() => identity.close());
beforeEach(() => identity.tenancy.decide(() => ({ allowed: true })));

const text = 'The user name is wrong. It should be: b.okoye';
const report = (userId: string, by = master) =>
  browser(identity, by.cookie).post(`/v1/users/${userId}/support-report`, { text });
const reportsAbout = async (userId: string) => {
  const rows = await identity.database.query<{ data: Record<string, string> }[]>(
    `select command -> 'data' as data from outbox
     where command ->> 'type' = $1 and command -> 'data' ->> 'userId' = $2 order by id`,
    [mailSupportReport.type, userId],
  );
  return rows.map(({ data }) => data);
};

it('[L4] mails support the report with the facts of the account, and the history tells of it', async () => {
  const user = await colleague(identity, master);
  const { body } = await report(user.userId).expect(200);
  expect(body).toEqual({ subject: `user/${user.userId}`, version: 3 });
  expect(await reportsAbout(user.userId)).toEqual([
    {
      userId: user.userId,
      organizationId: user.organizationId,
      to: 'support@operator.example',
      language: 'es',
      userName: user.userName,
      name: 'Ben Okoye',
      email: user.email,
      organizationName: 'Acme Fountain Pens',
      reporterName: 'Ana Ruiz',
      reporterEmail: master.email,
      text,
    },
  ]);
  expect((await eventsOf(identity, `user/${user.userId}`)).at(-1)).toMatchObject({
    type: 'identity.user.reported-to-support.v1',
    personal: { comment: text },
  });
});

it('[L4] goes to the address that the organization names, and is sent about oneself, too', async () => {
  const user = await colleague(identity, master);
  await setPolicies(identity, master.organizationId, { supportEmail: 'help@acme.example' });
  identity.tenancy.decide(() => unseen);
  await report(user.userId, user).expect(200);
  expect(await reportsAbout(user.userId)).toMatchObject([
    { to: 'help@acme.example', reporterName: 'Ben Okoye' },
  ]);
});

it('[L4] is refused where the account is not seen, without words, and where too many are sent', async () => {
  const user = await colleague(identity, master);
  const reporter = await colleague(identity, master);
  await browser(identity, reporter.cookie)
    .post(`/v1/users/${user.userId}/support-report`, { text: ' ' })
    .expect(400);
  identity.tenancy.decide(() => unseen);
  expect((await report(user.userId, reporter).expect(404)).body).toMatchObject({ code: 'user.not_found' });
  const statuses = [];
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await report(user.userId, reporter)).status);
  expect(statuses.at(-1)).toBe(429);
  expect(await reportsAbout(user.userId)).toEqual([]);
});

it('[L4] says that nobody is named where there is no address at all', async () => {
  const nameless = await startIdentity({ env: { SUPPORT_EMAIL: '' } });
  try {
    const owner = await openAccount(nameless);
    const { body } = await browser(nameless, owner.cookie)
      .post(`/v1/users/${owner.userId}/support-report`, { text })
      .expect(409);
    expect(body).toMatchObject({ code: 'support.not_named' });
    expect(await eventsOf(nameless, `user/${owner.userId}`)).toHaveLength(3);
  } finally {
    await nameless.close();
  }
});
