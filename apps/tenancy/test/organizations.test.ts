import { organizationChanged, organizationCreated } from '@tenantry/contracts';
import type { TestService } from './support/service';
import { type Branch, type Result, company, reseller, root, startBranch } from './support/branch';
import { eventsOf } from './support/events';

describe('organizations', () => {
  let service: TestService;
  let as: Branch['as'];
  let create: Branch['create'];
  let people: Branch['people'];
  beforeAll(async () => ({ service, as, create, people } = await startBranch()));
  afterAll(() => service.close());

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
});
