import {
  organizationKeyUsersChanged,
  type OrganizationKeyUsers,
  organizationPoliciesChanged,
} from '@tenantry/contracts';
import { eventsOf } from './support/events';
import { type TestService, testService } from './support/service';
import {
  anOrganization,
  aUser,
  emptyWorld,
  insertWorld,
  type TestOrganization,
  type TestUser,
} from './support/world';

const none = { invitationValidDays: null, idleSeconds: null, supportEmail: null };

function threeLevels(): [TestOrganization, TestOrganization, TestOrganization] {
  const root = anOrganization(null, 'Velaria');
  const reseller = anOrganization(root, 'Reseller');
  return [root, reseller, anOrganization(reseller, 'Company')];
}

describe('what an organization passes on', () => {
  type Person = 'operator' | 'master' | 'administrator' | 'standard' | 'blocked' | 'employee';
  let [root, reseller, company] = threeLevels();
  let people: Record<Person, TestUser>;
  let service: TestService;
  beforeAll(async () => (service = await testService()));
  beforeEach(async () => {
    await emptyWorld(service.database);
    [root, reseller, company] = threeLevels();
    people = {
      operator: aUser(root, 'master', { firstName: 'Olga', lastName: 'Operator' }),
      master: aUser(reseller, 'master', { firstName: 'Mia', lastName: 'Master' }),
      administrator: aUser(reseller, 'privileged', { firstName: 'Ada', lastName: 'Admin' }),
      standard: aUser(reseller, 'standard'),
      blocked: aUser(reseller, 'standard', { status: 'blocked' }),
      employee: aUser(company, 'standard', { firstName: 'Eva', lastName: 'Employee' }),
    };
    await insertWorld(service.database, {
      organizations: [root, reseller, company],
      users: Object.values(people),
    });
  });
  afterAll(() => service.close());

  const url = ({ id }: TestOrganization, what: string) => `/v1/organizations/${id}/${what}`;
  const read = async (person: TestUser, organization: TestOrganization, what: string): Promise<unknown> =>
    (await service.get(url(organization, what), await service.signIn(person)).expect(200)).body;
  async function put(
    person: TestUser,
    organization: TestOrganization,
    what: string,
    body: object,
    status = 200,
  ) {
    const answer = await service.send('put', url(organization, what), await service.signIn(person), body);
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return answer.body as unknown;
  }

  it('[A1] without any, policies are those of the installation', async () => {
    expect(await read(people.master, company, 'policies')).toMatchObject({
      organizationId: company.id,
      version: 1,
      policies: {
        invitationValidDays: { value: 7, own: null, source: { from: 'installation' } },
        idleSeconds: { value: 1800, own: null, source: { from: 'installation' } },
        supportEmail: { value: null, own: null, source: { from: 'installation' } },
      },
      decision: { allowed: true },
    });
  });

  it('[A1] each value comes from the nearest that has one, and null inherits again', async () => {
    await put(people.operator, root, 'policies', {
      version: 1,
      ...none,
      idleSeconds: 600,
      supportEmail: 'root@example.com',
    });
    await put(people.master, reseller, 'policies', { version: 1, ...none, idleSeconds: 900 });
    await put(people.master, company, 'policies', { version: 1, ...none, invitationValidDays: 30 });
    expect(await read(people.operator, company, 'policies')).toMatchObject({
      policies: {
        invitationValidDays: { value: 30, own: 30, source: { from: 'own' } },
        idleSeconds: {
          value: 900,
          own: null,
          source: { from: 'inherited', organization: { name: 'Reseller' } },
        },
        supportEmail: {
          value: 'root@example.com',
          source: { from: 'inherited', organization: { name: 'Velaria' } },
        },
      },
    });
    await put(people.master, reseller, 'policies', { version: 2, ...none });
    expect(await read(people.operator, company, 'policies')).toMatchObject({
      policies: { idleSeconds: { value: 600, source: { organization: { name: 'Velaria' } } } },
    });
    const events = await eventsOf(service, `organization/${reseller.id}`);
    expect(events).toMatchObject([
      {
        type: organizationPoliciesChanged.type,
        version: 2,
        facts: { organizationId: reseller.id, policies: { ...none, idleSeconds: 900 } },
        onItsWay: true,
      },
      { version: 3, facts: { policies: none } },
    ]);
  });

  it('[A11] that users are told when somebody acts as them is passed on, and stays where nothing is said of it', async () => {
    const told = async (organization: TestOrganization) =>
      ((await read(people.operator, organization, 'policies')) as { policies: { tellMirrored: object } })
        .policies.tellMirrored;
    expect(await told(company)).toEqual({ value: false, own: null, source: { from: 'installation' } });
    await put(people.master, reseller, 'policies', { version: 1, ...none, tellMirrored: true });
    expect(await told(company)).toMatchObject({ value: true, own: null, source: { from: 'inherited' } });
    await put(people.master, company, 'policies', { version: 1, ...none, tellMirrored: false });
    expect(await told(company)).toEqual({ value: false, own: false, source: { from: 'own' } });
    await put(people.master, reseller, 'policies', { version: 2, ...none, idleSeconds: 900 });
    expect(await told(reseller)).toEqual({ value: true, own: true, source: { from: 'own' } });
    const events = await eventsOf(service, `organization/${reseller.id}`);
    expect(events.at(-1)).toMatchObject({
      facts: { policies: { ...none, idleSeconds: 900, tellMirrored: true } },
    });
    await put(people.master, reseller, 'policies', { version: 3, ...none, tellMirrored: 'yes' }, 400);
  });

  it('[C3] [C5] how long links and one-off passwords hold, and the way to the first password, are passed on', async () => {
    const policies = async (organization: TestOrganization) =>
      ((await read(people.operator, organization, 'policies')) as { policies: Record<string, object> })
        .policies;
    expect(await policies(company)).toMatchObject({
      welcomeValidHours: { value: 72, source: { from: 'installation' } },
      resetValidHours: { value: 72, source: { from: 'installation' } },
      oneOffValidHours: { value: 72, source: { from: 'installation' } },
      firstPassword: { value: 'invitation', source: { from: 'installation' } },
    });
    const own = {
      welcomeValidHours: 48,
      resetValidHours: 4,
      oneOffValidHours: 8,
      firstPassword: 'one_off_mail',
    };
    await put(people.master, reseller, 'policies', { version: 1, ...none, ...own });
    await put(people.master, company, 'policies', { version: 1, ...none, firstPassword: 'welcome_link' });
    await put(people.master, company, 'policies', { version: 2, ...none, oneOffValidHours: 1 });
    expect(await policies(company)).toMatchObject({
      welcomeValidHours: { value: 48, own: null, source: { from: 'inherited' } },
      resetValidHours: { value: 4, own: null, source: { from: 'inherited' } },
      oneOffValidHours: { value: 1, own: 1, source: { from: 'own' } },
      firstPassword: { value: 'welcome_link', own: 'welcome_link', source: { from: 'own' } },
    });
    const [event] = await eventsOf(service, `organization/${reseller.id}`);
    expect(event).toMatchObject({ facts: { policies: { ...none, ...own } } });
  });

  it('[A8] a value from above the own organization is told, and not from whom', async () => {
    await put(people.operator, root, 'policies', { version: 1, ...none, idleSeconds: 600 });
    const answer = await read(people.master, company, 'policies');
    expect(answer).toMatchObject({
      policies: { idleSeconds: { value: 600, source: { from: 'inherited', organization: null } } },
    });
    expect(JSON.stringify(answer)).not.toContain(root.id);
  });

  it('[A1] what is so already is not said again; what was read too early is not written', async () => {
    const wanted = { ...none, idleSeconds: 900 };
    expect(await put(people.master, company, 'policies', { version: 1, ...wanted })).toMatchObject({
      version: 2,
    });
    expect(await put(people.master, company, 'policies', { version: 2, ...wanted })).toMatchObject({
      version: 2,
    });
    expect(await put(people.master, company, 'policies', { version: 1, ...none }, 409)).toMatchObject({
      code: 'organization.changed',
      current: { version: 2 },
    });
    expect(await eventsOf(service, `organization/${company.id}`)).toHaveLength(1);
  });

  it.each([
    ['invitationValidDays', 0],
    ['invitationValidDays', 31],
    ['idleSeconds', 59],
    ['idleSeconds', 86_401],
    ['supportEmail', 'me'],
    ['welcomeValidHours', 0],
    ['resetValidHours', 721],
    ['oneOffValidHours', 1.5],
    ['firstPassword', 'by_post'],
  ])('[A1] %s is not %j', async (name, value) => {
    const answer = await put(people.master, company, 'policies', { version: 1, ...none, [name]: value }, 400);
    expect(answer).toMatchObject({ code: 'request.invalid', errors: [{ pointer: `/${name}` }] });
  });

  it('[A1] who may not edit reads them and is told why they cannot change them', async () => {
    expect(await read(people.standard, reseller, 'policies')).toMatchObject({
      decision: { allowed: false, rule: 'permission_missing' },
    });
    expect(await put(people.standard, reseller, 'policies', { version: 1, ...none }, 403)).toMatchObject({
      code: 'permission.missing',
    });
  });

  it('[C13] an organization names key users, in its order, and those below inherit them', async () => {
    const userIds = [people.employee.userId, people.administrator.userId];
    const named = await put(people.master, company, 'key-users', { version: 1, userIds });
    expect(named).toMatchObject({
      version: 2,
      keyUsers: [
        {
          userId: people.employee.userId,
          name: 'Eva Employee',
          email: people.employee.email,
          status: 'active',
        },
        { name: 'Ada Admin' },
      ],
      inheritedKeyUsers: null,
    });
    expect(await eventsOf(service, `organization/${company.id}`)).toMatchObject([
      {
        type: organizationKeyUsersChanged.type,
        facts: { organizationId: company.id, userIds },
        onItsWay: true,
      },
    ]);

    await put(people.master, company, 'key-users', { version: 2, userIds: [] });
    await put(people.master, reseller, 'key-users', { version: 1, userIds: [people.administrator.userId] });
    const inherited = (await read(people.employee, company, 'key-users')) as OrganizationKeyUsers;
    // They are named to be asked: also to those who see neither them nor their organization.
    expect(inherited).toMatchObject({
      keyUsers: [],
      inheritedKeyUsers: { organization: null, keyUsers: [{ name: 'Ada Admin' }] },
      decision: { allowed: false },
    });
    const details = await service
      .get(`/v1/organizations/${company.id}`, await service.signIn(people.master))
      .expect(200);
    expect(details.body).toMatchObject({
      inheritedKeyUsers: { organization: { name: 'Reseller' }, keyUsers: [{ name: 'Ada Admin' }] },
    });
  });

  it('[C13] who cannot be asked any more is not passed on, and may stay named', async () => {
    await put(people.master, reseller, 'key-users', { version: 1, userIds: [people.administrator.userId] });
    await service.database.query(`update directory set status = 'blocked' where user_id = $1`, [
      people.administrator.userId,
    ]);
    expect(await read(people.master, company, 'key-users')).toMatchObject({ inheritedKeyUsers: null });
    expect(await read(people.standard, reseller, 'key-users')).toMatchObject({ keyUsers: [] });
    // As in identity, the organization above is asked then.
    await put(people.operator, root, 'key-users', { version: 1, userIds: [people.operator.userId] });
    for (const organization of [reseller, company])
      expect(await read(people.master, organization, 'key-users')).toMatchObject({
        inheritedKeyUsers: { organization: null, keyUsers: [{ name: 'Olga Operator' }] },
      });
    const userIds = [people.master.userId, people.administrator.userId];
    expect(await put(people.master, reseller, 'key-users', { version: 2, userIds })).toMatchObject({
      keyUsers: [{ status: 'active' }, { status: 'blocked' }],
    });
  });

  it.each([
    ['of an organization below', 'reseller', 'employee', 422, 'key_user.not_eligible'],
    ['who is blocked', 'reseller', 'blocked', 422, 'key_user.not_eligible'],
    ['above, who is not seen', 'reseller', 'operator', 404, 'user.not_found'],
  ] as const)('[C13] a user %s is not named', async (_who, place, person, status, code) => {
    const organization = { reseller, company }[place];
    const body = { version: 1, userIds: [people[person].userId] };
    expect(await put(people.master, organization, 'key-users', body, status)).toMatchObject({ code });
    expect(await eventsOf(service, `organization/${organization.id}`)).toEqual([]);
  });

  it('[C13] an administrator does not name whom they do not see, nor anybody without the permission', async () => {
    const body = { version: 1, userIds: [people.master.userId] };
    expect(await put(people.administrator, reseller, 'key-users', body, 404)).toMatchObject({
      code: 'user.not_found',
    });
    expect(await put(people.standard, reseller, 'key-users', { version: 1, userIds: [] }, 403)).toMatchObject(
      {
        code: 'permission.missing',
      },
    );
  });
});
