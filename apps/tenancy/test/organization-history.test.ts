import { type AccessWorld, accessWorld } from './support/access-world';
import { aBinding, aCenter, insertCenters } from './support/centers';
import { dialoguesOf } from './support/dialogues';
import { type Answer, type TestService, testService } from './support/service';
import { anOrganization, aUser, emptyWorld, insertWorld, type TestUser } from './support/world';

describe('the history of an organization', () => {
  const root = anOrganization(null, 'Velaria');
  const reseller = anOrganization(root, 'Reseller');
  const operator = aUser(root, 'master');
  const master = aUser(reseller, 'master');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root, reseller], users: [operator, master] });
  });
  afterAll(() => service.close());

  it('[A8] tells nothing of what lies above the own organization', async () => {
    const asOperator = await service.signIn(operator);
    const made = { parentId: reseller.id, kind: 'company', name: 'Storied' };
    const answer = (await service.send('post', '/v1/organizations', asOperator, made).expect(201)) as Answer;
    const id = (answer.body as { organization: { organizationId: string } }).organization.organizationId;
    const own = aUser({ ...reseller, id, path: [...reseller.path, id] }, 'master');
    await insertWorld(service.database, { users: [own] });
    for (const verb of ['suspend', 'close', 'reopen'])
      await service.send('post', `/v1/organizations/${id}/${verb}`, asOperator, { reason: 'x' }).expect(200);
    const readBy = async (person: TestUser): Promise<unknown> =>
      (
        (await service
          .get(`/v1/organizations/${id}/history`, await service.signIn(person))
          .expect(200)) as Answer
      ).body;

    const byOwn = await readBy(own);
    const facts = { path: [id] };
    expect(byOwn).toMatchObject({
      items: [{ facts }, { facts }, { facts }, { facts: { ...facts, parentId: null } }],
    });
    expect(JSON.stringify(byOwn)).not.toContain(reseller.id);
    const byMaster = await readBy(master);
    expect(JSON.stringify(byMaster)).not.toContain(root.id);
    expect(byMaster).toMatchObject({
      items: [{}, {}, {}, { facts: { path: [reseller.id, id], parentId: reseller.id } }],
    });
  });

  describe('of what belongs to it', () => {
    type Entry = { type: string; facts: Record<string, unknown>; personal: Record<string, unknown> | null };
    let world: AccessWorld;
    beforeEach(async () => {
      await emptyWorld(service.database);
      world = await accessWorld(service);
    });
    const read = async (who: TestUser, { id } = world.company, query = '') =>
      (await world.get(who, `/v1/organizations/${id}/history?${query}`)).body as {
        items: Entry[];
        nextCursor: string | null;
      };
    const told = async (who: TestUser, kind: string, organization = world.company) =>
      (await read(who, organization)).items
        .filter(({ type }) => type.startsWith(`tenancy.${kind}.`))
        .map(({ type, facts }) => [type.split('.')[2], facts['name']]);
    const twice = async (path: string, body: object, change: (id: string) => string) => {
      const { manager } = world.people;
      const { body: made } = await world.send(
        manager,
        'post',
        `/v1/organizations/${world.company.id}/${path}`,
        body,
      );
      const at = change(String(made['subject']).split('/')[1] ?? '');
      await world.send(manager, 'patch', at, { name: 'After', version: 1 });
      await world.send(manager, 'delete', at);
    };

    it('[A2] [A8] tells of its roles by name, also of one that is gone, and nobody below', async () => {
      const role = { name: 'Before', description: '', lowestAccountType: 'privileged', permissions: [] };
      await twice('roles', role, (id) => `/v1/roles/${id}`);
      const lines = [
        ['deleted', 'After'],
        ['changed', 'After'],
        ['created', 'Before'],
      ];
      for (const who of [world.people.operator, world.people.auditor])
        expect(await told(who, 'role')).toEqual(lines);
      expect(await told(world.people.operator, 'role', world.customer)).toEqual([]);
      expect(
        (await world.get(world.people.below, `/v1/organizations/${world.company.id}/history`)).status,
      ).toBe(404);
    });

    it('[A4] tells of its sub-accounts by name, also of one that is gone', async () => {
      await twice('sub-accounts', { name: 'Before' }, (id) => `/v1/sub-accounts/${id}`);
      expect(await told(world.people.master, 'sub-account')).toEqual([
        ['deleted', 'After'],
        ['changed', 'After'],
        ['created', 'Before'],
      ]);
    });

    it('[A1] tells where its lines went and came from, and below nothing of those above', async () => {
      const { master } = world.people;
      const customersMaster = aUser(world.customer, 'master');
      await insertWorld(service.database, { users: [customersMaster] });
      const line = { kind: 'number', identifier: '+49 89 4711', label: null };
      const { body } = await world.send(master, 'post', `/v1/organizations/${world.company.id}/lines`, line);
      const { lineId } = body['line'] as { lineId: string };
      for (const { id } of [world.customer, world.company])
        await world.send(master, 'post', '/v1/lines/assign', { lineIds: [lineId], organizationId: id });

      const [company, customer] = [world.company, world.customer];
      const ofLine = { lineId, identifier: '+49 89 4711' };
      const above = { organizationId: company.id, organizationName: 'Nordlicht' };
      const below = { organizationId: customer.id, organizationName: 'Kunde' };
      const from = (one: typeof above) => ({
        fromOrganizationId: one.organizationId,
        fromOrganizationName: one.organizationName,
      });
      const takenBack = { ...ofLine, outcome: 'taken_back' };
      const assigned = { ...ofLine, outcome: 'assigned' };
      expect((await read(master)).items.map(({ facts }) => facts)).toEqual([
        { ...takenBack, ...above, ...from(below) },
        { ...assigned, ...below, ...from(above) },
        { ...ofLine, kind: 'number', label: null, organizationId: company.id },
      ]);
      // Who takes it back is above, and so is whoever it came from.
      const byCustomer = await read(customersMaster, customer);
      expect(byCustomer.items.map(({ facts }) => facts)).toEqual([
        { ...takenBack, ...from(below) },
        { ...assigned, ...below },
      ]);
      expect(JSON.stringify(byCustomer.items.map(({ facts }) => facts))).not.toContain(company.id);
    });

    it('[A13] [A8] tells of its dialogues to whoever looks after them, and names no operator whom they do not see', async () => {
      const { manager, auditor } = world.people;
      const dialogues = dialoguesOf(service, world);
      const operator = await dialogues.operator(1, { firstName: 'Ada', lastName: 'Berg' });
      const dealt = await dialogues.deal(manager, world.company, { reference: 'ticket 7' });
      const { dialogueId } = dealt.body['dialogue'] as { dialogueId: string };
      await world.send(manager, 'post', `/v1/dialogues/${dialogueId}/close`);
      const ofDialogue = { dialogueId, organizationId: world.company.id };
      const readDialogues = async (who: TestUser) =>
        (await read(who)).items.filter(({ type }) => type.startsWith('tenancy.dialogue.'));
      const seen = { ...ofDialogue, userId: operator.userId, name: 'Ada Berg' };
      expect(await readDialogues(manager)).toMatchObject([
        { type: 'tenancy.dialogue.closed.v1', facts: seen },
        { type: 'tenancy.dialogue.opened.v1', facts: seen, personal: { reference: 'ticket 7' } },
      ]);
      expect(await readDialogues(auditor)).toEqual([]);
      const center = aCenter(world.company, 'North');
      await insertCenters(service.database, { centers: [center], bindings: [aBinding(operator, center)] });
      expect((await readDialogues(manager)).map(({ facts }) => facts)).toEqual([ofDialogue, ofDialogue]);
    });

    it('[L13] comes in pages over all of it, in one order', async () => {
      const { manager } = world.people;
      for (const name of ['One', 'Two', 'Three'])
        await world.send(manager, 'post', `/v1/organizations/${world.company.id}/sub-accounts`, { name });
      await twice(
        'roles',
        { name: 'Before', description: '', lowestAccountType: 'privileged', permissions: [] },
        (id) => `/v1/roles/${id}`,
      );
      const whole = (await read(manager)).items;
      expect(whole).toHaveLength(6);
      const paged: Entry[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await read(manager, world.company, `limit=2${cursor && `&cursor=${cursor}`}`);
        paged.push(...page.items);
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
    });
  });
});
