import { type Line, lineAssigned, type LineOutcome, lineRegistered } from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import { eventsOf } from './support/events';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld, type TestOrganization, type TestUser } from './support/world';

describe('lines', () => {
  const root = anOrganization(null, 'Velaria');
  const reseller = anOrganization(root, 'Reseller');
  const other = anOrganization(root, 'Other reseller');
  const company = anOrganization(reseller, 'Company');
  const customer = anOrganization(company, 'Customer');
  const operator = aUser(root, 'master');
  const master = aUser(reseller, 'master');
  const companyMaster = aUser(company, 'master');
  const stranger = aUser(other, 'master');
  const auditor = aUser(reseller, 'privileged', { roleIds: ['auditor'] });
  const standard = aUser(reseller, 'standard');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: [root, reseller, other, company, customer],
      users: [operator, master, companyMaster, stranger, auditor, standard],
    });
  });
  afterAll(() => service.close());

  async function register(
    person: TestUser,
    { id }: TestOrganization,
    line: object = {},
    status = 201,
  ): Promise<Line> {
    const body = { kind: 'sim', identifier: randomUUID(), label: null, ...line };
    const answer = await service.send(
      'post',
      `/v1/organizations/${id}/lines`,
      await service.signIn(person),
      body,
    );
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return status === 201 ? (answer.body as { line: Line }).line : (answer.body as Line);
  }
  async function assign(person: TestUser, lines: readonly string[], { id }: { id: string }, status = 200) {
    const body = { lineIds: lines, organizationId: id };
    const answer = await service.send('post', '/v1/lines/assign', await service.signIn(person), body);
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    return answer.body as { results: { lineId: string; outcome: LineOutcome; version: number | null }[] };
  }
  const outcome = async (person: TestUser, { lineId }: Line, to: TestOrganization) =>
    (await assign(person, [lineId], to)).results[0]?.outcome;
  async function list(person: TestUser, { id }: TestOrganization, query = '') {
    const answer = await service
      .get(`/v1/organizations/${id}/lines?${query}`, await service.signIn(person))
      .expect(200);
    return answer.body as { items: Line[]; nextCursor: string | null };
  }
  /** The line as the organization has it. */
  const seen = async (person: TestUser, organization: TestOrganization, { lineId }: Line) =>
    (await list(person, organization, `q=${lineId}`)).items[0];

  it('[A1] are registered by those whose own asset they are, and held there', async () => {
    const line = await register(master, reseller, {
      kind: 'number',
      identifier: '+49 89 4711-0',
      label: 'Front desk',
    });
    expect(line).toMatchObject({
      holder: { name: 'Reseller' },
      assignedTo: null,
      version: 1,
      label: 'Front desk',
    });
    expect(await seen(master, reseller, line)).toEqual(line);
    expect(await eventsOf(service, `line/${line.lineId}`)).toMatchObject([
      {
        type: lineRegistered.type,
        version: 1,
        actor: `user/${master.userId}`,
        facts: {
          organizationId: reseller.id,
          kind: 'number',
          identifier: '+49 89 4711-0',
          label: 'Front desk',
        },
        onItsWay: true,
      },
    ]);
    const company422 = await register(master, company, {}, 422);
    expect(company422).toMatchObject({ code: 'organization.kind_not_allowed', rule: 'kind_not_allowed' });
  });

  it('[A1] are there once, however their number is set', async () => {
    await register(master, reseller, { kind: 'number', identifier: '+49 40 123-456' });
    const again = await register(stranger, other, { kind: 'number', identifier: '+4940123456' }, 409);
    expect(again).toMatchObject({ code: 'line.identifier_taken' });
    await register(stranger, other, { kind: 'sim', identifier: '+4940123456' });
    const identifier = randomUUID();
    const cookie = await service.signIn(master);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        service.send('post', `/v1/organizations/${reseller.id}/lines`, cookie, {
          kind: 'sim',
          identifier,
          label: null,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('[A1] are assigned down the tree step by step, by each who holds them, and taken back from anywhere below', async () => {
    const line = await register(master, reseller);
    expect(await outcome(master, line, company)).toBe('assigned');
    // The company administers it now and assigns it on.
    expect(await seen(companyMaster, company, line)).toMatchObject({
      holder: { name: 'Company' },
      assignedTo: null,
    });
    expect(await outcome(companyMaster, line, customer)).toBe('assigned');
    expect(await seen(master, reseller, line)).toMatchObject({
      holder: { name: 'Customer' },
      assignedTo: { name: 'Company' },
      version: 3,
    });
    expect(await outcome(master, line, reseller)).toBe('taken_back');
    expect(await seen(master, company, line)).toBeUndefined();
    expect(await seen(master, customer, line)).toBeUndefined();
    expect(await seen(master, reseller, line)).toMatchObject({
      holder: { name: 'Reseller' },
      assignedTo: null,
    });
    const events = await eventsOf(service, `line/${line.lineId}`);
    expect(events.map(({ type, version, facts }) => [type, version, facts['outcome']])).toEqual([
      [lineRegistered.type, 1, undefined],
      [lineAssigned.type, 2, 'assigned'],
      [lineAssigned.type, 3, 'assigned'],
      [lineAssigned.type, 4, 'taken_back'],
    ]);
    expect(events[3]).toMatchObject({
      facts: { organizationId: reseller.id, fromOrganizationId: customer.id },
      actor: `user/${master.userId}`,
    });
  });

  it('[A1] pass over no level, and never leave the branch', async () => {
    const line = await register(master, reseller);
    expect(await outcome(master, line, customer)).toBe('not_directly_below');
    expect(await outcome(master, line, reseller)).toBe('unchanged');
    await outcome(master, line, company);
    expect(await outcome(operator, line, other)).toBe('not_directly_below');
    // The operator never had it: it is the reseller's own.
    expect(await outcome(operator, line, root)).toBe('not_directly_below');
    expect(await seen(operator, root, line)).toBeUndefined();
    // One who has it from above gives it to nobody above.
    const { results } = await assign(companyMaster, [line.lineId], company);
    expect(results).toEqual([{ lineId: line.lineId, outcome: 'unchanged', version: 2 }]);
    await assign(companyMaster, [line.lineId], reseller, 404);
  });

  it('[A1] [A8] each of many stands for itself; what is held elsewhere is like what does not exist', async () => {
    const mine = await register(master, reseller);
    const [above, foreign] = [await register(operator, root), await register(stranger, other)];
    const unknown = randomUUID();
    const { results } = await assign(
      master,
      [above.lineId, mine.lineId.toUpperCase(), foreign.lineId, unknown, mine.lineId],
      company,
    );
    expect(results).toEqual([
      { lineId: above.lineId, outcome: 'not_found', version: null },
      { lineId: mine.lineId, outcome: 'assigned', version: 2 },
      { lineId: foreign.lineId, outcome: 'not_found', version: null },
      { lineId: unknown, outcome: 'not_found', version: null },
      { lineId: mine.lineId, outcome: 'assigned', version: 2 },
    ]);
    expect(await eventsOf(service, `line/${foreign.lineId}`)).toHaveLength(1);
    expect(await seen(stranger, other, foreign)).toMatchObject({
      version: 1,
      holder: { name: 'Other reseller' },
    });
  });

  it('[A1] 500 are assigned at once; several who do it at the same time do it once', async () => {
    const lines: string[] = [];
    for (let at = 0; at < 20; at += 1) lines.push((await register(master, reseller)).lineId);
    const answers = await Promise.all([1, 2, 3].map(() => assign(master, lines, company)));
    const outcomes = answers.flatMap(({ results }) => results.map((result) => result.outcome));
    expect(outcomes.filter((each) => each === 'assigned')).toHaveLength(20);
    expect(outcomes.filter((each) => each === 'unchanged')).toHaveLength(40);
    const most = [...lines, ...Array.from({ length: 480 }, () => randomUUID())];
    expect((await assign(master, most, reseller)).results).toHaveLength(500);
    await assign(master, [...most, randomUUID()], reseller, 400);
  });

  it('[A1] are listed by identifier, page by page, and found by identifier and label', async () => {
    const tag = randomUUID().slice(0, 8);
    for (const end of ['c', 'a', 'b'])
      await register(master, reseller, {
        kind: 'contract',
        identifier: `${tag} ${end}`,
        label: `Bürö x${end}`,
      });
    const first = await list(master, reseller, `q=${tag}&limit=2`);
    expect(first.items.map(({ identifier }) => identifier)).toEqual([`${tag} a`, `${tag} b`]);
    const second = await list(master, reseller, `q=${tag}&limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ identifier: `${tag} c` }], nextCursor: null });
    expect((await list(master, reseller, `q=${tag} buro xb`)).items).toHaveLength(1);
  });

  it('[A1] are not for a closed organization', async () => {
    const closed = anOrganization(reseller, 'Closed');
    await insertWorld(service.database, { organizations: [closed] });
    const line = await register(master, reseller);
    await service
      .send('post', `/v1/organizations/${closed.id}/close`, await service.signIn(master), { reason: 'Gone' })
      .expect(200);
    expect(await assign(master, [line.lineId], closed, 409)).toMatchObject({
      code: 'organization.wrong_status',
    });
    expect(await seen(master, reseller, line)).toMatchObject({ version: 1 });
  });

  it('[A1] ask for the permission', async () => {
    const line = await register(master, reseller);
    expect(await assign(auditor, [line.lineId], company, 403)).toMatchObject({ code: 'permission.missing' });
    expect(await register(auditor, reseller, {}, 403)).toMatchObject({ mend: 'ask_for_permission' });
    expect((await list(auditor, reseller)).items.length).toBeGreaterThan(0);
    await service.get(`/v1/organizations/${reseller.id}/lines`, await service.signIn(standard)).expect(403);
  });
});
