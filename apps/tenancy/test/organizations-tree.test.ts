import { type OrganizationDetails, organizationChanged, organizationCreated } from '@tenantry/contracts';
import { type Answer, type TestService } from './support/service';
import { type Branch, company, reseller, root, startBranch } from './support/branch';

describe('organizations in their tree', () => {
  let service: TestService;
  let as: Branch['as'];
  let create: Branch['create'];
  let people: Branch['people'];
  beforeAll(async () => ({ service, as, create, people } = await startBranch()));
  afterAll(() => service.close());

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

  it('[A1] those directly below are searched by name, page by page, and none further below', async () => {
    const parentId = await create('master', {
      parentId: reseller.id,
      kind: 'company',
      name: 'Searched',
    }).then(({ organization }) => organization.organizationId);
    for (const name of ['Müller Nord', 'Müller Süd', 'Other'])
      await create('master', { parentId, kind: 'customer', name });
    const search = async (id: string, query: string) =>
      (await service.get(`/v1/organizations/${id}/children?${query}`, await as('master')).expect(200))
        .body as { items: { name: string }[]; nextCursor: string | null };
    const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);
    expect(names(await search(parentId, 'q=MULLER'))).toEqual(['Müller Nord', 'Müller Süd']);
    expect(names(await search(reseller.id, 'q=MULLER'))).toEqual([]);
    const first = await search(parentId, 'q=muller&limit=1');
    expect(names(first)).toEqual(['Müller Nord']);
    const rest = await search(parentId, `q=muller&limit=1&cursor=${first.nextCursor}`);
    expect([names(rest), rest.nextCursor]).toEqual([['Müller Süd'], null]);
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
    const below = await service
      .get(`/v1/organizations/${reseller.id}/children`, await as('standard'))
      .expect(200);
    expect(below.body).toEqual({ items: [], nextCursor: null });
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
