import { randomUUID } from 'node:crypto';
import { aCenter, insertCenters, type TestCenter } from './support/centers';
import { rightsTakenMeanwhile } from './support/meanwhile';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestOrganization } from './support/world';

type Method = 'post' | 'put' | 'patch' | 'delete';
type Place = { reseller: TestOrganization; company: TestOrganization; center: TestCenter };
type Command = { method: Method; path: string; body?: object };

const policies = { invitationValidDays: 1, idleSeconds: null, supportEmail: null };
const ofReseller = ({ reseller }: Place, what: string) => `/v1/organizations/${reseller.id}${what}`;

/** What is done to the own organization, which whoever lost their rights still sees. */
const onOrganization: [string, (place: Place) => Command][] = [
  ['edits it', (at) => ({ method: 'patch', path: ofReseller(at, ''), body: { version: 1, city: 'Bonn' } })],
  [
    'sets policies',
    (at) => ({ method: 'put', path: ofReseller(at, '/policies'), body: { version: 1, ...policies } }),
  ],
  [
    'names key users',
    (at) => ({ method: 'put', path: ofReseller(at, '/key-users'), body: { version: 1, userIds: [] } }),
  ],
  [
    'creates one below',
    ({ reseller }) => ({
      method: 'post',
      path: '/v1/organizations',
      body: { parentId: reseller.id, kind: 'customer', name: 'Late' },
    }),
  ],
  [
    'registers a line',
    (at) => ({
      method: 'post',
      path: ofReseller(at, '/lines'),
      body: { kind: 'sim', identifier: '4711', label: null },
    }),
  ],
  [
    'assigns lines',
    ({ reseller }) => ({
      method: 'post',
      path: '/v1/lines/assign',
      body: { organizationId: reseller.id, lineIds: [randomUUID()] },
    }),
  ],
  [
    'creates a service center',
    (at) => ({ method: 'post', path: ofReseller(at, '/service-centers'), body: { name: 'Late' } }),
  ],
];
const onCenter: [string, (place: Place) => Command][] = [
  [
    'renames it',
    ({ center }) => ({
      method: 'patch',
      path: `/v1/service-centers/${center.id}`,
      body: { version: 1, name: 'Late' },
    }),
  ],
  [
    'adds parts',
    ({ center }) => ({
      method: 'post',
      path: `/v1/service-centers/${center.id}/parts`,
      body: { kind: 'customer', names: ['Late'] },
    }),
  ],
];

describe('a right that was taken away while the request was on its way is gone', () => {
  const root = anOrganization(null, 'Velaria');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root] });
  });
  afterAll(() => service.close());

  /** Asks while somebody else holds what the command has to lock; the answer, and what was said on the bus. */
  async function attempt(held: keyof Place, command: (place: Place) => Command) {
    const reseller = anOrganization(root, 'Reseller');
    const company = anOrganization(reseller, 'Company');
    const center = aCenter(reseller, 'North');
    const user = aUser(reseller, 'privileged', { roleIds: ['company_administrator'] });
    await insertWorld(service.database, { organizations: [reseller, company], users: [user] });
    await insertCenters(service.database, { centers: [center] });
    const cookie = await service.signIn(user);
    const place = { reseller, company, center };
    const { method, path, body } = command(place);
    const table = held === 'center' ? 'service_centers' : 'organizations';
    const row = { table, id: place[held].id, userId: user.userId } as const;
    const answer = await rightsTakenMeanwhile(service, row, () => service.send(method, path, cookie, body));
    const said = await service.database.query<unknown[]>(`select from event_log where actor = $1`, [
      `user/${user.userId}`,
    ]);
    return { status: answer.status, code: ((answer as Answer).body as { code?: string }).code, said };
  }

  it.each(onOrganization)('[A1] of whoever %s', async (_what, command) => {
    expect(await attempt('reseller', command)).toEqual({ status: 403, code: 'permission.missing', said: [] });
  });

  it('[A14] of whoever suspends one below', async () => {
    const suspend = ({ company }: Place): Command => ({
      method: 'post',
      path: `/v1/organizations/${company.id}/suspend`,
      body: { reason: 'Unpaid' },
    });
    const refused = { status: 404, code: 'organization.not_found', said: [] };
    expect(await attempt('company', suspend)).toEqual(refused);
  });

  it.each(onCenter)('[A6] of whoever changes a service center: %s', async (_what, command) => {
    const refused = { status: 404, code: 'service_center.not_found', said: [] };
    expect(await attempt('center', command)).toEqual(refused);
  });
});
