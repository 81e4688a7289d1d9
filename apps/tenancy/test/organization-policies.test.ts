import { organizationPoliciesChanged } from '@tenantry/contracts';
import { eventsOf } from './support/events';
import { threeLevels } from './support/three-levels';
import type { TestOrganization } from './support/world';

const none = { invitationValidDays: null, idleSeconds: null, supportEmail: null };

describe('the policies that an organization passes on', () => {
  const levels = threeLevels();

  it('[A1] without any, policies are those of the installation', async () => {
    const { company, people, read } = levels;
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
    const { service, root, reseller, company, people, read, put } = levels;
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
    const { service, reseller, company, people, read, put } = levels;
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
    const { service, reseller, company, people, read, put } = levels;
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

  it('[L7] after how many days without a sign-in users are deactivated is passed on; 0 is never, less than a week is refused', async () => {
    const { service, reseller, company, people, read, put } = levels;
    const days = async (organization: TestOrganization) =>
      ((await read(people.operator, organization, 'policies')) as { policies: { inactivityDays: object } })
        .policies.inactivityDays;
    expect(await days(company)).toEqual({ value: 90, own: null, source: { from: 'installation' } });
    await put(people.master, reseller, 'policies', { version: 1, ...none, inactivityDays: 30 });
    expect(await days(company)).toMatchObject({ value: 30, own: null, source: { from: 'inherited' } });
    await put(people.master, company, 'policies', { version: 1, ...none, inactivityDays: 0 });
    expect(await days(company)).toEqual({ value: 0, own: 0, source: { from: 'own' } });
    for (const inactivityDays of [1, 6, 1001, -1, 7.5])
      await put(people.master, company, 'policies', { version: 2, ...none, inactivityDays }, 400);
    const [event] = await eventsOf(service, `organization/${reseller.id}`);
    expect(event).toMatchObject({ facts: { policies: { ...none, inactivityDays: 30 } } });
  });

  it('[A8] a value from above the own organization is told, and not from whom', async () => {
    const { root, company, people, read, put } = levels;
    await put(people.operator, root, 'policies', { version: 1, ...none, idleSeconds: 600 });
    const answer = await read(people.master, company, 'policies');
    expect(answer).toMatchObject({
      policies: { idleSeconds: { value: 600, source: { from: 'inherited', organization: null } } },
    });
    expect(JSON.stringify(answer)).not.toContain(root.id);
  });

  it('[A1] what is so already is not said again; what was read too early is not written', async () => {
    const { service, company, people, put } = levels;
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
    const { company, people, put } = levels;
    const answer = await put(people.master, company, 'policies', { version: 1, ...none, [name]: value }, 400);
    expect(answer).toMatchObject({ code: 'request.invalid', errors: [{ pointer: `/${name}` }] });
  });

  it('[A1] who may not edit reads them and is told why they cannot change them', async () => {
    const { reseller, people, read, put } = levels;
    expect(await read(people.standard, reseller, 'policies')).toMatchObject({
      decision: { allowed: false, rule: 'permission_missing' },
    });
    expect(await put(people.standard, reseller, 'policies', { version: 1, ...none }, 403)).toMatchObject({
      code: 'permission.missing',
    });
  });
});
