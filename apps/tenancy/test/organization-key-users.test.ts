import { organizationKeyUsersChanged, type OrganizationKeyUsers } from '@tenantry/contracts';
import { eventsOf } from './support/events';
import { threeLevels } from './support/three-levels';

describe('the key users whom an organization names', () => {
  const levels = threeLevels();

  it('[C13] an organization names key users, in its order, and those below inherit them', async () => {
    const { service, reseller, company, people, read, put } = levels;
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
    const { service, root, reseller, company, people, read, put } = levels;
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
    const { service, reseller, company, people, put } = levels;
    const organization = { reseller, company }[place];
    const body = { version: 1, userIds: [people[person].userId] };
    expect(await put(people.master, organization, 'key-users', body, status)).toMatchObject({ code });
    expect(await eventsOf(service, `organization/${organization.id}`)).toEqual([]);
  });

  it('[C13] an administrator does not name whom they do not see, nor anybody without the permission', async () => {
    const { reseller, people, put } = levels;
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
