import type { Answer, Decision } from '@tenantry/contracts';
import { type AccessWorld, accessWorld } from './support/access-world';
import { type TestService, testService } from './support/service';

describe('questions about what a newcomer is given', () => {
  let service: TestService;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    world = await accessWorld(service);
  });
  afterAll(() => service.close());

  const ask = async (who: keyof AccessWorld['people'], ...chosen: object[]): Promise<string[]> => {
    const response = await service.decide({
      actorId: world.people[who].userId,
      questions: chosen.map((part) => ({
        about: 'organization',
        act: 'user.invite',
        organizationId: world.company.id,
        accountType: 'privileged',
        ...part,
      })),
    });
    expect(response.status).toBe(200);
    const { decisions } = response.body as { decisions: Decision[] };
    return decisions.map((decision) => (decision.allowed ? 'allowed' : decision.rule));
  };

  it('[A2] [A3] [A4] look at every role, module and sub-account, each question for itself', async () => {
    const role = await world.role(world.company.id, ['user.view']);
    const foreign = await world.role(world.other.id, ['user.view']);
    const north = await world.subAccount(world.company.id, 'North');
    const south = await world.subAccount(world.other.id, 'South');
    const outcomes: [object, string][] = [
      [{ roleIds: [role], modules: ['pricing'], subAccountIds: [north] }, 'allowed'],
      [{ roleIds: [role.toUpperCase()], subAccountIds: [] }, 'allowed'],
      [{ roleIds: [foreign] }, 'not_of_organization'],
      [{ roleIds: ['no_such_role'] }, 'not_of_organization'],
      [{ roleIds: ['0b0e7a34-4a8e-4c55-9f0e-000000000000'] }, 'not_of_organization'],
      [{ modules: ['no_such_module'] }, 'not_of_organization'],
      [{ subAccountIds: [south] }, 'not_of_organization'],
      [{ accountType: 'standard', roleIds: [role] }, 'role_needs_higher_account_type'],
      [{ accountType: 'standard', modules: ['payment'] }, 'module_for_administrators'],
      [{ accountType: 'master' }, 'grant_above_own_rank'],
      [{ organizationId: world.other.id, roleIds: [foreign] }, 'outside_subtree'],
    ];
    expect(await ask('master', ...outcomes.map(([part]) => part))).toEqual(outcomes.map(([, rule]) => rule));
  });

  it('[L9] [A14] allow nothing where the organization or one above it is suspended or closed', async () => {
    const halt = (status: 'active' | 'suspended' | 'closed') =>
      world.query(
        `update organizations set status = $2, status_since = $3, status_reason = $4, status_by_organization_id = $5
         where id = $1`,
        status === 'active'
          ? [world.company.id, status, null, null, null]
          : [world.company.id, status, new Date(), 'Unpaid', world.root.id],
      );
    const places = [world.company, world.customer, world.other, world.root].map(({ id }) => ({
      organizationId: id,
    }));
    for (const status of ['suspended', 'closed'] as const) {
      await halt(status);
      expect(await ask('operator', ...places)).toEqual([
        'wrong_status',
        'wrong_status',
        'allowed',
        'allowed',
      ]);
      const { body } = await world.get(
        world.people.operator,
        `/v1/organizations/${world.customer.id}/grantable`,
      );
      expect(body).toMatchObject({
        accountTypes: [{ decisionForNewcomer: { allowed: false, rule: 'wrong_status' } }, {}, {}],
      });
    }
    await halt('active');
    expect(await ask('operator', ...places)).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
  });

  it('[A2] [A5] allow nothing that the asker does not hold, the roles of a newcomer included', async () => {
    const wanted = [
      { roleIds: ['user_administrator'], modules: ['statistics'] },
      { roleIds: [], modules: ['numbers'] },
      { roleIds: ['company_administrator'] },
      // Nobody has chosen: an administrator would be a company administrator.
      {},
      { accountType: 'standard' },
    ];
    expect(await ask('administrator', ...wanted)).toEqual([
      'allowed',
      'grant_not_held',
      'grant_not_held',
      'grant_not_held',
      'allowed',
    ]);
    expect(await ask('manager', {})).toEqual(['allowed']);
    expect(await ask('auditor', { accountType: 'standard' })).toEqual(['permission_missing']);
  });

  type Named = {
    kind: 'role' | 'module';
    name: string;
    accountType?: string;
    organizationId?: string;
    builtIn?: string;
  };
  const called = async (who: keyof AccessWorld['people'], ...named: Named[]) => {
    const response = await service.decide({
      actorId: world.people[who].userId,
      questions: named.map((one) => ({
        about: 'grant',
        organizationId: world.customer.id,
        accountType: 'privileged',
        ...one,
      })),
    });
    const { decisions } = response.body as { decisions: Answer[] };
    return decisions.map((answer) => [answer.id ?? null, answer.allowed ? 'allowed' : answer.rule]);
  };

  it('[A2] [A3] tell what a name stands for: keys, ids and names of the organization and those above it', async () => {
    const above = await world.role(world.company.id, ['user.view'], [], 'Schichtleitung Süd');
    const foreign = await world.role(world.other.id, ['user.view'], [], 'Elsewhere');
    await world.role(world.company.id, [], [], 'Auditor');
    await world.role(world.company.id, [], [], 'Twice');
    await world.role(world.customer.id, [], [], 'Twice');
    const role = (name: string, more: object = {}): Named => ({ kind: 'role', name, ...more });
    const module = (name: string, more: object = {}): Named => ({ kind: 'module', name, ...more });
    const outcomes: [Named, (string | null)[]][] = [
      [role('schichtleitung  SUD'), [above, 'allowed']],
      [role(above.toUpperCase()), [above, 'allowed']],
      [role('chat_operator'), ['chat_operator', 'allowed']],
      [role('Operador de chat', { builtIn: 'chat_operator' }), ['chat_operator', 'allowed']],
      // What could be one as well as another is neither.
      [role('Auditor', { builtIn: 'auditor' }), [null, 'not_of_organization']],
      [role('auditor'), ['auditor', 'allowed']],
      [role('Twice'), [null, 'not_of_organization']],
      [role('Elsewhere'), [null, 'not_of_organization']],
      [role(foreign), [null, 'not_of_organization']],
      [role('No such'), [null, 'not_of_organization']],
      [module('Statistics'), ['statistics', 'allowed']],
      [module('pricing', { accountType: 'standard' }), ['pricing', 'module_for_administrators']],
      [role(above, { accountType: 'standard' }), [above, 'role_needs_higher_account_type']],
      [module('No such'), [null, 'not_of_organization']],
      [role(foreign, { organizationId: world.other.id }), [null, 'outside_subtree']],
    ];
    expect(await called('master', ...outcomes.map(([named]) => named))).toEqual(
      outcomes.map(([, outcome]) => outcome),
    );
    expect(await called('auditor', role(above))).toEqual([[null, 'permission_missing']]);
  });
});
