import {
  type OrganizationDetails,
  organizationClosed,
  organizationReopened,
  organizationSuspended,
} from '@tenantry/contracts';
import { type LoggedEvent, eventsOf } from './support/events';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('suspended and closed organizations', () => {
  const root = anOrganization(null, 'Velaria');
  const operator = aUser(root, 'master');
  let reseller = anOrganization(root, 'Reseller');
  let company = anOrganization(reseller, 'Company');
  let customer = anOrganization(company, 'Customer');
  let master = aUser(reseller, 'master');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root], users: [operator] });
  });
  beforeEach(async () => {
    reseller = anOrganization(root, 'Reseller');
    company = anOrganization(reseller, 'Company');
    customer = anOrganization(company, 'Customer');
    master = aUser(reseller, 'master');
    await insertWorld(service.database, { organizations: [reseller, company, customer], users: [master] });
  });
  afterAll(() => service.close());

  async function act(
    person: typeof operator,
    { id }: { id: string },
    verb: string,
    status = 200,
    reason = 'Unpaid',
  ) {
    const answer = await service.send(
      'post',
      `/v1/organizations/${id}/${verb}`,
      await service.signIn(person),
      { reason },
    );
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return answer.body as { version: number; organization: OrganizationDetails };
  }
  const details = async (person: typeof operator, { id }: { id: string }): Promise<OrganizationDetails> =>
    (await service.get(`/v1/organizations/${id}`, await service.signIn(person)).expect(200))
      .body as OrganizationDetails;
  const said = ({ id }: { id: string }): Promise<LoggedEvent[]> => eventsOf(service, `organization/${id}`);

  it('[A14] suspends with a reason, says so on the bus, and reopens with everything as it was', async () => {
    const before = await details(master, company);
    const { version, organization } = await act(master, company, 'suspend');
    expect(organization).toMatchObject({ version, status: 'suspended', effectiveStatus: 'suspended' });
    expect(organization).toMatchObject({
      effectiveStatusFrom: { organizationId: company.id },
      statusSince: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      statusReason: 'Unpaid',
      statusBy: { organizationId: reseller.id },
    });
    expect(await said(company)).toEqual([
      {
        type: organizationSuspended.type,
        version: 2,
        actor: `user/${master.userId}`,
        facts: {
          organizationId: company.id,
          path: company.path,
          personalDigest: expect.any(String) as string,
        },
        personal: { reason: 'Unpaid' },
        onItsWay: true,
      },
    ]);
    const reopened = await act(master, company, 'reopen', 200, 'Paid');
    expect(reopened.organization).toEqual({ ...before, version: 3 });
    expect((await said(company)).at(-1)).toMatchObject({
      type: organizationReopened.type,
      personal: { reason: 'Paid' },
    });
  });

  it('[A14] closes an active or a suspended one, for which nothing new is made, and reopens it', async () => {
    await act(master, company, 'suspend');
    await act(master, company, 'close');
    expect((await said(company)).map(({ type }) => type)).toEqual([
      organizationSuspended.type,
      organizationClosed.type,
    ]);
    const body = { parentId: customer.id, kind: 'customer', name: 'Too late' };
    const refused = await service
      .send('post', '/v1/organizations', await service.signIn(master), body)
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'organization.wrong_status', mend: 'change_status_first' });
    const { organization } = await act(master, company, 'reopen');
    expect(organization.effectiveStatus).toBe('active');
    await service.send('post', '/v1/organizations', await service.signIn(master), body).expect(201);
  });

  it('[A14] one below a suspended one stays suspended in effect, whatever becomes of it, and says by which', async () => {
    await act(master, customer, 'suspend');
    await act(operator, company, 'suspend');
    const reopened = await act(master, customer, 'reopen');
    expect(reopened.organization).toMatchObject({
      status: 'active',
      effectiveStatus: 'suspended',
      effectiveStatusFrom: { organizationId: company.id, name: 'Company' },
      // The operator lies above the asker: the reason is told, not the organization.
      statusReason: 'Unpaid',
      statusBy: null,
    });
    await act(operator, company, 'close');
    expect(await details(operator, customer)).toMatchObject({ status: 'active', effectiveStatus: 'closed' });
    await act(operator, company, 'reopen');
    expect(await details(operator, customer)).toMatchObject({
      effectiveStatus: 'active',
      effectiveStatusFrom: null,
    });
  });

  it('[A14] what lies above the own organization is not named', async () => {
    // Their session ends with the event, a moment later; until then they are told no more than they may know.
    await act(operator, reseller, 'suspend');
    const below = aUser(company, 'master');
    await insertWorld(service.database, { users: [below] });
    expect(await details(below, company)).toMatchObject({
      effectiveStatus: 'suspended',
      effectiveStatusFrom: null,
      statusSince: null,
      statusReason: null,
      statusBy: null,
    });
  });

  it.each(['suspend', 'close'])(
    '[A14] what an organization above has decided (%s) nobody further below undoes or hardens',
    async (verb) => {
      await act(operator, company, verb, 200, 'Abuse');
      const before = await said(company);
      for (const attempt of verb === 'suspend' ? ['reopen', 'close'] : ['reopen']) {
        expect(await act(master, company, attempt, 403)).toMatchObject({
          code: 'permission.missing',
          rule: 'decided_above',
          mend: 'ask_organization_above',
        });
        expect((await details(master, company)).acts).toContainEqual({
          act: `organization.${attempt}`,
          decision: { allowed: false, rule: 'decided_above', mend: 'ask_organization_above', visible: true },
        });
      }
      expect(await said(company)).toEqual(before);
      const { organization } = await act(operator, company, 'reopen', 200, 'Settled');
      expect(organization).toMatchObject({ status: 'active', statusSince: null, statusReason: null });
    },
  );

  it('[A14] whoever is above reopens what one below has suspended, and what they close themselves stays theirs', async () => {
    await act(master, company, 'suspend');
    await act(operator, company, 'close', 200, 'For good');
    expect(await act(master, company, 'reopen', 403)).toMatchObject({ rule: 'decided_above' });
    await act(operator, company, 'reopen');
    await act(master, company, 'suspend');
    await act(operator, company, 'reopen');
    expect(await details(master, company)).toMatchObject({ effectiveStatus: 'active' });
  });

  it.each([
    ['suspend', ['suspend'], 409],
    ['suspend', ['close'], 409],
    ['close', ['close'], 409],
    ['reopen', [], 409],
    ['reopen', ['close'], 200],
    ['close', [], 200],
  ])('[A14] %s after %j: %d', async (verb, earlier, status) => {
    for (const each of earlier) await act(master, company, each);
    const answer = await act(master, company, verb, status);
    if (status === 409)
      expect(answer).toMatchObject({ code: 'organization.wrong_status', rule: 'wrong_status' });
    expect(await said(company)).toHaveLength(earlier.length + (status === 200 ? 1 : 0));
  });

  it('[A14] of several who suspend at once one does it', async () => {
    const cookie = await service.signIn(master);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        service.send('post', `/v1/organizations/${company.id}/suspend`, cookie, { reason: 'Unpaid' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await said(company)).toHaveLength(1);
  });

  it.each(['suspend', 'close', 'reopen'])(
    '[A14] nobody can %s their own organization, so never the root',
    async (verb) => {
      for (const [person, own] of [
        [master, reseller],
        [operator, root],
      ] as const) {
        const answer = await act(person, own, verb, 409);
        expect(answer).toMatchObject({
          code: 'organization.own',
          rule: 'own_organization',
          mend: 'ask_organization_above',
        });
        expect(await said(own)).toEqual([]);
      }
    },
  );

  it('[A14] a reason is needed, and the permission', async () => {
    const [auditor, standard] = [
      aUser(reseller, 'privileged', { roleIds: ['auditor'] }),
      aUser(reseller, 'standard'),
    ];
    await insertWorld(service.database, { users: [auditor, standard] });
    expect(await act(master, company, 'suspend', 400, ' ')).toMatchObject({ code: 'request.invalid' });
    expect(await act(auditor, company, 'suspend', 403)).toMatchObject({ code: 'permission.missing' });
    expect(await act(standard, company, 'suspend', 404)).toMatchObject({ code: 'organization.not_found' });
    expect(await said(company)).toEqual([]);
  });
});
