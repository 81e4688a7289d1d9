import { type OrganizationDetails, organizationChanged, organizationCreated } from '@tenantry/contracts';
import { type Answer, type TestService, testService } from './support/service';
import { eventsOf } from './support/events';
import { anOrganization, aUser, insertWorld } from './support/world';

type Result = { subject: string; version: number; organization: OrganizationDetails };

describe('organizations', () => {
  const root = anOrganization(null, 'Velaria');
  const reseller = anOrganization(root, 'Reseller');
  const company = anOrganization(reseller, 'Company');
  const people = {
    operator: aUser(root, 'master'),
    master: aUser(reseller, 'master', { firstName: 'Mia', lastName: 'Master' }),
    administrator: aUser(reseller, 'privileged'),
    auditor: aUser(reseller, 'privileged', { roleIds: ['auditor'] }),
    standard: aUser(reseller, 'standard'),
    employee: aUser(company, 'standard'),
  };
  let service: TestService;
  let as: (person: keyof typeof people) => Promise<string>;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, reseller, company],
      users: Object.values(people),
    });
    as = (person) => service.signIn(people[person]);
  });
  afterAll(() => service.close());

  const create = async (person: keyof typeof people, body: object, status = 201): Promise<Result> => {
    const answer = await service.send('post', '/v1/organizations', await as(person), body);
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return answer.body as Result;
  };

  it('[A1] creates a customer with its details, says where it is, and publishes both', async () => {
    const details = {
      reference: 'K-4711',
      contactName: 'Zoë Königs',
      contactEmail: 'zoe@example.com',
      contactPhone: '+49 89 4711',
      street: 'Am Ring 3',
      postalCode: '80331',
      city: 'München',
      country: 'DE',
      language: 'de',
      timeZone: 'Europe/Berlin',
    };
    const { subject, version, organization } = await create('master', {
      parentId: company.id,
      kind: 'customer',
      name: ' Edelweiß ',
      ...details,
    });
    const { organizationId } = organization;
    expect([subject, version]).toEqual([`organization/${organizationId}`, 2]);
    expect(organization).toMatchObject({
      ...details,
      name: 'Edelweiß',
      kind: 'customer',
      parentId: company.id,
      path: [{ name: 'Reseller' }, { name: 'Company' }, { name: 'Edelweiß', organizationId }],
      status: 'active',
      effectiveStatus: 'active',
      effectiveStatusFrom: null,
      children: { count: 0, exact: true },
      users: { count: 0, exact: true },
      kindsBelow: ['customer'],
      version: 2,
    });
    const events = await eventsOf(service, subject);
    expect(events.map(({ type, version: at }) => [type, at])).toEqual([
      [organizationCreated.type, 1],
      [organizationChanged.type, 2],
    ]);
    expect(events[0]).toMatchObject({
      facts: {
        parentId: company.id,
        kind: 'customer',
        name: 'Edelweiß',
        path: [...company.path, organizationId],
      },
      actor: `user/${people.master.userId}`,
    });
    expect(events[1]).toMatchObject({
      facts: { reference: 'K-4711', country: 'DE', language: 'de', timeZone: 'Europe/Berlin' },
      personal: { contactName: 'Zoë Königs', contactEmail: 'zoe@example.com', city: 'München' },
    });
    expect(JSON.stringify(events[1]?.facts)).not.toContain('Zoë');

    const read = await service.get(`/v1/organizations/${organizationId}`, await as('master')).expect(200);
    expect(read.body).toEqual(organization);
    const found = await service.get('/v1/organizations?q=k-4711', await as('master')).expect(200);
    expect(found.body).toMatchObject({ items: [{ organizationId, status: 'active' }] });
  });

  it('[A1] two of the same name stand beside each other, told apart by their path', async () => {
    const parent = (await create('master', { parentId: company.id, kind: 'customer', name: 'Twice' }))
      .organization;
    const child = await create('master', {
      parentId: parent.organizationId,
      kind: 'customer',
      name: 'Twice',
    });
    expect(child.version).toBe(1);
    expect(child.organization.path.map(({ name }) => name)).toEqual([
      'Reseller',
      'Company',
      'Twice',
      'Twice',
    ]);
  });

  it.each([
    ['root', 'reseller', 201],
    ['root', 'company', 201],
    ['root', 'operator', 422],
    ['reseller', 'customer', 201],
    ['reseller', 'reseller', 422],
    ['company', 'customer', 201],
    ['company', 'company', 422],
  ] as const)('[A1] below a %s a %s: %d', async (place, kind, status) => {
    const parentId = { root, reseller, company }[place].id;
    const answer = await create('operator', { parentId, kind, name: 'Kind' }, status);
    if (status === 422) expect(answer).toMatchObject({ code: 'organization.kind_not_allowed' });
  });

  it('[A1] a path ends with the eighth organization', async () => {
    let parentId = company.id;
    for (let depth = 4; depth <= 8; depth += 1) {
      const { organization } = await create('operator', {
        parentId,
        kind: 'customer',
        name: `Level ${depth}`,
      });
      expect(organization.path).toHaveLength(depth);
      parentId = organization.organizationId;
    }
    const answer = await create('operator', { parentId, kind: 'customer', name: 'Level 9' }, 409);
    expect(answer).toMatchObject({
      code: 'organization.too_deep',
      rule: 'too_deep',
      mend: 'choose_organization_above',
    });
  });

  it('[A1] an edit changes what it names and nothing else; without a change nothing is published', async () => {
    const { organization } = await create('administrator', {
      parentId: reseller.id,
      kind: 'customer',
      name: 'Before',
      city: 'Kiel',
    });
    const path = `/v1/organizations/${organization.organizationId}`;
    const edit = { version: 2, name: 'After', contactName: 'Ada' };
    const changed = await service.send('patch', path, await as('administrator'), edit).expect(200);
    expect(changed.body).toMatchObject({
      version: 3,
      organization: { name: 'After', contactName: 'Ada', city: 'Kiel', version: 3 },
    });
    const again = await service
      .send('patch', path, await as('administrator'), { ...edit, version: 3 })
      .expect(200);
    expect(again.body).toMatchObject({ version: 3 });
    const events = await eventsOf(service, `organization/${organization.organizationId}`);
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3]);
    const found = await service.get('/v1/organizations?q=after', await as('administrator')).expect(200);
    expect(found.body).toMatchObject({ items: [{ name: 'After' }] });
  });

  it('[A1] whoever edits what somebody else has changed meanwhile is shown the new values', async () => {
    const { organization } = await create('master', {
      parentId: reseller.id,
      kind: 'customer',
      name: 'Raced',
    });
    const path = `/v1/organizations/${organization.organizationId}`;
    const cookie = await as('master');
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((name) => service.send('patch', path, cookie, { version: 1, name })),
    );
    const [winner] = answers.filter(({ status }) => status === 200);
    const losers = answers.filter(({ status }) => status === 409);
    expect(losers).toHaveLength(2);
    const { name } = (winner?.body as Result).organization;
    for (const { body } of losers)
      expect(body).toMatchObject({ code: 'organization.changed', current: { name, version: 2 } });
  });

  it.each([
    ['an unknown key', { parentId: company.id, kind: 'customer', name: 'X', path: [] }],
    ['no name', { parentId: company.id, kind: 'customer', name: '  ' }],
    [
      'a time zone that there is not',
      { parentId: company.id, kind: 'customer', name: 'X', timeZone: 'Europe/Nowhere' },
    ],
    ['a country that there is not', { parentId: company.id, kind: 'customer', name: 'X', country: 'QX' }],
    ['an address that is none', { parentId: company.id, kind: 'customer', name: 'X', contactEmail: 'me' }],
  ])('[A1] %s is refused', async (_what, body) => {
    expect(await create('master', body, 400)).toMatchObject({ code: 'request.invalid' });
  });

  it.each([
    ['standard', 'own', 403],
    ['auditor', 'lower', 403],
    ['standard', 'lower', 404],
    ['employee', 'upper', 404],
  ] as const)('[A8] a %s creates nothing below the %s organization: %d', async (person, place, status) => {
    const parentId = place === 'lower' ? company.id : reseller.id;
    const answer = await create(person, { parentId, kind: 'customer', name: 'No' }, status);
    expect(answer).toMatchObject(
      status === 404
        ? { code: 'organization.not_found' }
        : { code: 'permission.missing', rule: 'permission_missing', mend: 'ask_for_permission' },
    );
  });

  it('[A9] the details say for each act whether it may be done, and if not, why', async () => {
    const own = (await service
      .get(`/v1/organizations/${reseller.id}`, await as('master'))
      .expect(200)) as Answer;
    const { acts, parentId, path } = own.body as OrganizationDetails;
    // What lies above is not theirs to see.
    expect([parentId, path.length]).toEqual([null, 1]);
    expect(JSON.stringify(own.body)).not.toContain(root.id);
    const rules = acts.map(({ act, decision }) => [act, decision.allowed || decision.rule]);
    expect(Object.fromEntries(rules)).toEqual({
      'organization.edit': true,
      'organization.create_below': true,
      'organization.suspend': 'own_organization',
      'organization.close': 'own_organization',
      'organization.reopen': 'own_organization',
      'line.register': true,
      'line.assign': true,
    });
    const auditors = await service.get(`/v1/organizations/${company.id}`, await as('auditor')).expect(200);
    const denied = (auditors.body as OrganizationDetails).acts;
    expect(denied.map(({ decision }) => !decision.allowed && decision.rule)).toEqual(
      denied.map(() => 'permission_missing'),
    );
  });

  it.each([
    ['operator', 'root', 1],
    ['operator', 'reseller', 4],
    ['master', 'reseller', 4],
    ['administrator', 'reseller', 3],
    ['administrator', 'company', 1],
    ['standard', 'reseller', 1],
  ] as const)(
    '[A8] the users that a %s counts in the %s are those whom they see: %d',
    async (person, place, count) => {
      const { id } = { root, reseller, company }[place];
      const { body } = (await service.get(`/v1/organizations/${id}`, await as(person)).expect(200)) as Answer;
      expect((body as OrganizationDetails).users).toEqual({ count, exact: true });
    },
  );

  it('[A1] the tree is loaded level by level, by name, a page at a time', async () => {
    const { organization } = await create('operator', { parentId: root.id, kind: 'reseller', name: 'Tree' });
    const { organizationId: parentId } = organization;
    const names = ['Ödön', 'Zebra', 'alpha', 'Ärzte', 'Beta'];
    for (const name of names) await create('operator', { parentId, kind: 'company', name });
    const first = await service
      .get(`/v1/organizations/${parentId}/children?limit=3`, await as('operator'))
      .expect(200);
    const { items, nextCursor } = first.body as {
      items: { name: string; organizationId: string }[];
      nextCursor: string;
    };
    expect(items.map(({ name }) => name)).toEqual(['alpha', 'Ärzte', 'Beta']);
    const grandchild = { parentId: items[0]?.organizationId, kind: 'customer', name: 'Leaf' };
    await create('operator', grandchild);
    // One that comes before the cursor moves nothing.
    await create('operator', { parentId, kind: 'company', name: 'Aachen' });
    const path = `/v1/organizations/${parentId}/children`;
    const second = await service
      .get(`${path}?limit=3&cursor=${nextCursor}`, await as('operator'))
      .expect(200);
    expect(second.body).toMatchObject({ items: [{ name: 'Ödön' }, { name: 'Zebra' }], nextCursor: null });
    const again = await service.get(path, await as('operator')).expect(200);
    expect((again.body as { items: object[] }).items.slice(0, 2)).toMatchObject([
      { name: 'Aachen', hasChildren: false, status: 'active', kind: 'company' },
      { name: 'alpha', hasChildren: true },
    ]);
    const strange = await service.get(`${path}?cursor=abc`, await as('operator')).expect(400);
    expect(strange.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/cursor' }] });
    const details = await service.get(`/v1/organizations/${parentId}`, await as('operator')).expect(200);
    expect((details.body as OrganizationDetails).children).toEqual({ count: 6, exact: true });
  });

  it('[A8] who administers nothing sees no organization below their own', async () => {
    const { body } = await service
      .get(`/v1/organizations/${reseller.id}/children`, await as('standard'))
      .expect(200);
    expect(body).toEqual({ items: [], nextCursor: null });
    const own = await service.get(`/v1/organizations/${reseller.id}`, await as('standard')).expect(200);
    expect((own.body as OrganizationDetails).children.count).toBe(0);
  });

  it('[A1] the history says who did what, newest first, and names only whom the reader sees', async () => {
    const { organization } = await create('master', {
      parentId: reseller.id,
      kind: 'customer',
      name: 'History',
    });
    const path = `/v1/organizations/${organization.organizationId}`;
    await service.send('patch', path, await as('operator'), { version: 1, city: 'Bonn' }).expect(200);
    await service.send('patch', path, await as('master'), { version: 2, city: 'Köln' }).expect(200);
    const page = await service.get(`${path}/history?limit=2`, await as('master')).expect(200);
    const { items, nextCursor } = page.body as { items: object[]; nextCursor: string };
    expect(items).toMatchObject([
      {
        type: organizationChanged.type,
        version: 3,
        actor: { name: 'Mia Master' },
        personal: { city: 'Köln' },
      },
      { type: organizationChanged.type, version: 2, actor: { id: people.operator.userId, name: null } },
    ]);
    const rest = await service
      .get(`${path}/history?limit=2&cursor=${nextCursor}`, await as('master'))
      .expect(200);
    expect(rest.body).toMatchObject({ items: [{ type: organizationCreated.type }], nextCursor: null });
    await service.get(`/v1/organizations/${reseller.id}/history`, await as('standard')).expect(403);
  });
});
