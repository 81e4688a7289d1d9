import type { Decision, Question } from '@tenantry/contracts';
import { decide } from '../src/decisions/decide';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('decisions', () => {
  const root = anOrganization(null);
  const reseller = anOrganization(root);
  const company = anOrganization(reseller);
  const sibling = anOrganization(root);
  const people = {
    operator: aUser(root, 'master'),
    operatorsPrivileged: aUser(root, 'privileged'),
    master: aUser(reseller, 'master'),
    secondMaster: aUser(reseller, 'master'),
    privileged: aUser(reseller, 'privileged'),
    standard: aUser(reseller, 'standard'),
    pending: aUser(reseller, 'standard', { status: 'pending' }),
    lastMaster: aUser(company, 'master'),
    blockedMaster: aUser(company, 'master', { status: 'blocked' }),
    below: aUser(company, 'standard'),
    stranger: aUser(sibling, 'standard'),
  };
  type Person = keyof typeof people;
  const places = { root, reseller, company, sibling };
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, {
      organizations: Object.values(places),
      users: Object.values(people),
    });
  });
  afterAll(() => service.close());

  async function ask(actorId: string, ...questions: Question[]): Promise<Decision[]> {
    const response = await service.decide({ actorId, questions });
    expect(response.status).toBe(200);
    return (response.body as { decisions: Decision[] }).decisions;
  }
  const summary = (decision: Decision | undefined): string => {
    if (!decision) return 'nothing';
    return decision.allowed ? 'allowed' : `${decision.rule}, ${decision.visible ? 'visible' : 'invisible'}`;
  };

  it.each<[Person, 'user.view' | 'user.block' | 'user.unblock', Person, string]>([
    ['master', 'user.view', 'standard', 'allowed'],
    ['master', 'user.view', 'below', 'allowed'],
    ['master', 'user.view', 'secondMaster', 'allowed'],
    ['master', 'user.view', 'pending', 'allowed'],
    ['master', 'user.view', 'stranger', 'outside_subtree, invisible'],
    ['master', 'user.view', 'operator', 'outside_subtree, invisible'],
    ['privileged', 'user.view', 'below', 'allowed'],
    ['privileged', 'user.view', 'master', 'rank_too_low, invisible'],
    ['privileged', 'user.block', 'lastMaster', 'rank_too_low, invisible'],
    ['operatorsPrivileged', 'user.block', 'privileged', 'allowed'],
    ['standard', 'user.view', 'standard', 'allowed'],
    ['standard', 'user.view', 'pending', 'permission_missing, invisible'],
    ['standard', 'user.block', 'standard', 'permission_missing, visible'],
    ['master', 'user.block', 'standard', 'allowed'],
    ['master', 'user.unblock', 'below', 'allowed'],
    ['master', 'user.block', 'master', 'self, visible'],
    ['master', 'user.block', 'secondMaster', 'allowed'],
    ['master', 'user.block', 'lastMaster', 'last_master, visible'],
    ['master', 'user.view', 'lastMaster', 'allowed'],
    ['master', 'user.unblock', 'blockedMaster', 'allowed'],
    ['operator', 'user.block', 'stranger', 'allowed'],
  ])('[A8] %s, %s, %s: %s', async (actor, act, user, expected) => {
    const [decision] = await ask(people[actor].userId, { about: 'user', act, userId: people[user].userId });
    expect(summary(decision)).toBe(expected);
  });

  it.each<[Person, keyof typeof places, 'standard' | 'privileged' | 'master', string]>([
    ['master', 'reseller', 'privileged', 'allowed'],
    ['master', 'company', 'standard', 'allowed'],
    ['master', 'company', 'master', 'grant_above_own_rank, visible'],
    ['privileged', 'reseller', 'privileged', 'allowed'],
    ['master', 'sibling', 'standard', 'outside_subtree, invisible'],
    ['master', 'root', 'standard', 'outside_subtree, invisible'],
    ['standard', 'reseller', 'standard', 'permission_missing, visible'],
  ])('[A2] %s invites into %s as %s: %s', async (actor, place, accountType, expected) => {
    const organizationId = places[place].id;
    const [decision] = await ask(people[actor].userId, {
      about: 'organization',
      act: 'user.invite',
      organizationId,
      accountType,
    });
    expect(summary(decision)).toBe(expected);
  });

  it.each<[Person, string]>([
    ['operator', 'allowed'],
    ['operatorsPrivileged', 'not_operator, visible'],
    ['master', 'not_operator, visible'],
  ])('%s operates the installation: %s', async (actor, expected) => {
    const [decision] = await ask(people[actor].userId, {
      about: 'installation',
      act: 'installation.operate',
    });
    expect(summary(decision)).toBe(expected);
  });

  it('[A9] says which rule refused and what would mend it', async () => {
    const question = { about: 'user', act: 'user.block', userId: people.lastMaster.userId } as const;
    expect(await ask(people.master.userId, question)).toEqual([
      { allowed: false, rule: 'last_master', mend: 'name_another_master_first', visible: true },
    ]);
  });

  it('takes ids in capitals for the same ids', async () => {
    const [decision] = await ask(people.master.userId.toUpperCase(), {
      about: 'user',
      act: 'user.view',
      userId: people.below.userId.toUpperCase(),
    });
    expect(decision).toEqual({ allowed: true });
  });

  describe('in batches', () => {
    const crowd = Array.from({ length: 500 }, (_, at) => aUser(at % 2 ? company : sibling, 'standard'));
    const questions = crowd.map(({ userId }): Question => ({ about: 'user', act: 'user.block', userId }));
    beforeAll(() => insertWorld(service.database, { users: crowd }));

    it('of 500 are answered in the order of the questions', async () => {
      const decisions = await ask(people.master.userId, ...questions);
      expect(decisions.map((decision) => decision.allowed)).toEqual(crowd.map((_, at) => at % 2 === 1));
    });

    it('take two queries, however many questions there are, and claim no one who is no master', async () => {
      let queries = 0;
      const counted = {
        query: <T>(sql: string, values?: unknown[]) => {
          queries += 1;
          return service.database.query<T>(sql, values);
        },
        transaction: () => Promise.reject(new Error('nothing is to be claimed')),
      };
      const invitation = {
        about: 'organization',
        act: 'user.invite',
        organizationId: company.id,
        accountType: 'standard',
      } as const;
      const claiming = questions.slice(0, 499).map((question) => ({ ...question, claimAtVersion: 1 }));
      const asked = { actorId: people.master.userId, questions: [...claiming, invitation] };
      await decide(counted, asked, 'identity');
      expect(queries).toBe(2);
    });

    it.each([
      ['none', []],
      ['501', Array(501).fill({ about: 'installation', act: 'installation.operate' })],
    ])('of %s are refused', async (_how, asked) => {
      const response = await service.decide({ actorId: people.master.userId, questions: asked });
      expect([response.status, response.body]).toMatchObject([
        400,
        { code: 'request.invalid', errors: [{ pointer: '/questions' }] },
      ]);
    });
  });
});
