import type { Decision, Question } from '@tenantry/contracts';
import { randomUUID } from 'node:crypto';
import { decide } from '../src/decisions/decide';
import { type TestService, testService } from './support/service';
import { anOrganization, aUser, insertWorld } from './support/world';

describe('decisions about people whom tenancy has not heard of yet', () => {
  const root = anOrganization(null);
  const company = anOrganization(root);
  const master = aUser(company, 'master');
  const standard = aUser(company, 'standard');
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await insertWorld(service.database, { organizations: [root, company], users: [master, standard] });
  });
  afterAll(() => service.close());

  const view = (userId: string): Question => ({ about: 'user', act: 'user.view', userId });
  const summary = (decision: Decision) =>
    decision.allowed ? 'allowed' : `${decision.rule}, ${decision.visible}`;
  async function timed<T>(work: Promise<T>): Promise<[T, number]> {
    const began = performance.now();
    return [await work, performance.now() - began];
  }
  const ask = (callingService: string, actorId: string, ...questions: Question[]) =>
    timed(decide(service.database, { actorId, questions }, callingService));

  /** The database, in which something happens after it has been asked for the first time. */
  const thatLearns = (happening: () => Promise<unknown>) => {
    let asked = 0;
    return {
      async query<T>(sql: string, values?: unknown[]) {
        const answer = await service.database.query<T>(sql, values);
        asked += 1;
        if (asked === 1) await happening();
        return answer;
      },
      transaction: () => Promise.reject(new Error('nothing is to be claimed')),
    };
  };

  it('wait for the user', async () => {
    const user = aUser(company, 'standard');
    const database = thatLearns(() => insertWorld(service.database, { users: [user] }));
    const questions = [view(user.userId)];
    expect(await decide(database, { actorId: master.userId, questions }, 'identity')).toEqual([
      { allowed: true },
    ]);
  });

  it('wait for the actor', async () => {
    const actor = aUser(company, 'privileged');
    const database = thatLearns(() => insertWorld(service.database, { users: [actor] }));
    const questions = [view(standard.userId)];
    expect(await decide(database, { actorId: actor.userId, questions }, 'identity')).toEqual([
      { allowed: true },
    ]);
  });

  it.each(['pending', 'blocked', 'inactive'] as const)(
    'wait for the news that an actor who was %s is active',
    async (status) => {
      const late = aUser(company, 'privileged', { status });
      await insertWorld(service.database, { users: [late] });
      const database = thatLearns(() =>
        service.database.query(`update access set status = 'active' where user_id = $1`, [late.userId]),
      );
      const asked = { actorId: late.userId, questions: [view(standard.userId)] };
      expect(await decide(database, asked, 'identity')).toEqual([{ allowed: true }]);
    },
  );

  it('end after two seconds with 503 where it is the actor, to be tried again', async () => {
    const asking = service.decide({ actorId: randomUUID(), questions: [view(standard.userId)] });
    const [response, took] = await timed(asking);
    expect([response.status, response.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
    expect(response.headers['retry-after']).toBe('1');
    expect(took).toBeGreaterThan(1900);
  });

  it.each(['pending', 'blocked', 'inactive'] as const)(
    'end with 503 where the actor is still %s here: their session says that they are active',
    async (status) => {
      const late = aUser(company, 'master', { status });
      await insertWorld(service.database, { users: [late] });
      const questions: Question[] = [
        view(standard.userId),
        { about: 'organization', act: 'user.invite', organizationId: company.id, accountType: 'standard' },
        { about: 'installation', act: 'installation.operate' },
      ];
      const answer = await service.decide({ actorId: late.userId, questions });
      expect([answer.status, answer.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
    },
  );

  it('end with 503 where identity asks about the user, to be tried again', async () => {
    const asking = service.decide({
      actorId: master.userId,
      questions: [view(standard.userId), view(randomUUID())],
    });
    const [response, took] = await timed(asking);
    expect([response.status, response.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
    expect(response.headers['retry-after']).toBe('1');
    expect(took).toBeGreaterThan(1900);
  });

  it('[A8] end as for a stranger where a service asks that passes on ids as people typed them', async () => {
    const [decisions, took] = await ask('notifier', master.userId, view(randomUUID()), view(standard.userId));
    expect(decisions.map(summary)).toEqual(['outside_subtree, false', 'allowed']);
    expect(took).toBeGreaterThan(1900);
  });

  it('do not wait where the answer is no in any case', async () => {
    const [decisions, took] = await ask('identity', standard.userId, view(randomUUID()));
    expect(decisions.map(summary)).toEqual(['outside_subtree, false']);
    expect(took).toBeLessThan(1500);
  });

  it('never wait for an organization', async () => {
    const place = { about: 'organization', act: 'user.invite', organizationId: randomUUID() } as const;
    const [decisions, took] = await ask('identity', master.userId, { ...place, accountType: 'standard' });
    expect(decisions.map(summary)).toEqual(['outside_subtree, false']);
    expect(took).toBeLessThan(1500);
  });
});
