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
  const ask = (actorId: string, ...questions: Question[]) =>
    timed(decide(service.database, { actorId, questions }));

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
    };
  };

  it('wait for the user', async () => {
    const user = aUser(company, 'standard');
    const database = thatLearns(() => insertWorld(service.database, { users: [user] }));
    const questions = [view(user.userId)];
    expect(await decide(database, { actorId: master.userId, questions })).toEqual([{ allowed: true }]);
  });

  it('wait for the actor', async () => {
    const actor = aUser(company, 'privileged');
    const database = thatLearns(() => insertWorld(service.database, { users: [actor] }));
    const questions = [view(standard.userId)];
    expect(await decide(database, { actorId: actor.userId, questions })).toEqual([{ allowed: true }]);
  });

  it('wait for the activation of an actor who was invited', async () => {
    const invited = aUser(company, 'privileged', { status: 'pending' });
    await insertWorld(service.database, { users: [invited] });
    const database = thatLearns(() =>
      service.database.query(`update access set status = 'active' where user_id = $1`, [invited.userId]),
    );
    const questions = [view(standard.userId)];
    expect(await decide(database, { actorId: invited.userId, questions })).toEqual([{ allowed: true }]);
  });

  it('end after two seconds with 503 where it is the actor, to be tried again', async () => {
    const asking = service.decide({ actorId: randomUUID(), questions: [view(standard.userId)] });
    const [response, took] = await timed(asking);
    expect([response.status, response.body]).toMatchObject([503, { code: 'decision.unavailable' }]);
    expect(response.headers['retry-after']).toBe('1');
    expect(took).toBeGreaterThan(1900);
  });

  it('end after two seconds as for one outside of the subtree where it is the user', async () => {
    const [decisions, took] = await ask(master.userId, view(randomUUID()), view(standard.userId));
    expect(decisions.map(summary)).toEqual(['outside_subtree, false', 'allowed']);
    expect(took).toBeGreaterThan(1900);
  });

  it('do not wait where the answer is no in any case', async () => {
    const [decisions, took] = await ask(standard.userId, view(randomUUID()));
    expect(decisions.map(summary)).toEqual(['outside_subtree, false']);
    expect(took).toBeLessThan(1500);
  });

  it('never wait for an organization', async () => {
    const place = { about: 'organization', act: 'user.invite', organizationId: randomUUID() } as const;
    const [decisions, took] = await ask(master.userId, { ...place, accountType: 'standard' });
    expect(decisions.map(summary)).toEqual(['outside_subtree, false']);
    expect(took).toBeLessThan(1500);
  });
});
