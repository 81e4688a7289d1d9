import {
  type Decision,
  statusConfirmed,
  userBlocked,
  userMirroringStarted,
  userUnblocked,
} from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { createLogger } from '@tenantry/service-defaults';
import { settleClaims } from '../src/access/master-claims';
import { startSettlingClaims } from '../src/access/settle-claims';
import { type AccessWorld, accessWorld, anAccess } from './support/access-world';
import { type TestBus, testBus } from './support/bus';
import { type Answer, type TestService, testService } from './support/service';
import { aUser, anOrganization, insertWorld, type TestUser } from './support/world';

describe('acts that could take the last master out of service', () => {
  let service: TestService;
  let bus: TestBus;
  let world: AccessWorld;
  beforeAll(async () => {
    service = await testService();
    bus = await testBus(service);
    world = await accessWorld(service);
  });
  afterAll(async () => {
    await bus.close();
    await service.close();
  });

  /** Two masters of an organization of their own. */
  async function twoMasters(): Promise<[TestUser, TestUser]> {
    const company = anOrganization(world.root);
    const masters: [TestUser, TestUser] = [aUser(company, 'master'), aUser(company, 'master')];
    await insertWorld(service.database, { organizations: [company], users: masters });
    return masters;
  }
  /** Asks as identity does when it is about to block somebody; `version` is the one that it has read. */
  async function claim(actor: TestUser, { userId }: TestUser, version = 1): Promise<Decision | undefined> {
    const question = { about: 'user', act: 'user.block', userId, claimAtVersion: version };
    const answer: Answer = await service.decide({ actorId: actor.userId, questions: [question] });
    return (answer.body as { decisions: Decision[] }).decisions[0];
  }
  const lower = ({ userId }: TestUser, by = world.people.operator, version = 1) =>
    world.send(by, 'put', `/v1/users/${userId}/access`, anAccess({ accountType: 'privileged', version }));
  const claimsOn = ({ userId }: TestUser) =>
    world.query<{ version: number | null }>('select version from master_claims where user_id = $1', [userId]);
  /** The claim that is open for the user, made so many seconds older. */
  async function openFor({ userId }: TestUser, seconds = 0): Promise<string> {
    const [open] = await world.query<{ claimId: string }>(
      `with aged as (
         update master_claims set claimed_at = claimed_at - $2 * interval '1 second' where user_id = $1 returning claim_id
       ) select claim_id as "claimId" from aged`,
      [userId, seconds],
    );
    if (!open) throw new Error('no claim is open');
    return open.claimId;
  }
  const lastMaster = { allowed: false, rule: 'last_master' };
  const block = ({ userId }: TestUser) =>
    bus.say(userBlocked, `user/${userId}`, { userId }, { reason: 'Left' });
  const unblock = ({ userId }: TestUser) =>
    bus.say(userUnblocked, `user/${userId}`, { userId }, { comment: null });

  it('[A2] are granted to one of two masters who take each other out of service at once, round for round', async () => {
    for (let round = 0; round < 25; round += 1) {
      const [first, second] = await twoMasters();
      const decisions = await Promise.all([claim(first, second), claim(second, first)]);
      expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(1);
      expect(decisions.find((decision) => !decision?.allowed)).toMatchObject(lastMaster);
    }
  });

  it('[A2] are granted only to one of a block and a lowering at once, round for round', async () => {
    for (let round = 0; round < 25; round += 1) {
      const [first, second] = await twoMasters();
      const [blocking, lowering] = await Promise.all([claim(first, second), lower(first, second)]);
      expect([blocking?.allowed, lowering.status === 200].filter(Boolean)).toHaveLength(1);
      if (lowering.status !== 200)
        expect(lowering).toMatchObject({ status: 409, body: { code: 'user.last_master' } });
    }
  });

  it('[A2] are granted again to whoever has the claim, and to nobody else until the user has changed', async () => {
    const [first, second] = await twoMasters();
    expect(await claim(first, second)).toEqual({ allowed: true });
    expect(await claim(world.people.operator, second)).toEqual({ allowed: true });
    expect(await claimsOn(second)).toEqual([{ version: 1 }]);
    expect(await claim(world.people.operator, first)).toMatchObject(lastMaster);
  });

  it('[L6] hold until the event of the act, and not until one of before', async () => {
    const [first, second] = await twoMasters();
    await block(second);
    const version = await unblock(second);
    // Identity has read the version before its two events have arrived here.
    expect(await claim(first, second, version)).toEqual({ allowed: true });
    await bus.idle();
    expect(await claimsOn(second)).toEqual([{ version }]);
    expect(await lower(first)).toMatchObject({ status: 409 });

    await block(second);
    await bus.idle();
    expect(await claimsOn(second)).toEqual([]);
    expect(await lower(first)).toMatchObject({ status: 409, body: { code: 'user.last_master' } });
    await unblock(second);
    await bus.idle();
    expect(await lower(first)).toMatchObject({ status: 200 });
  });

  it('[A2] [A11] are released by any later event of the user, also one that leaves their status as it is', async () => {
    const [first, second] = await twoMasters();
    await unblock(second);
    expect(await claim(first, second)).toEqual({ allowed: true });
    const { userId } = second;
    const until = new Date(Date.now() + 60_000).toISOString();
    await bus.say(userMirroringStarted, `user/${userId}`, { userId, until }, { reason: 'Ticket 4711' });
    await bus.idle();
    expect(await claimsOn(second)).toEqual([]);
    expect(await lower(first)).toMatchObject({ status: 200 });
  });

  it('[A2] claim nothing where the user is no master', async () => {
    const { master, standard } = world.people;
    expect(await claim(master, standard)).toEqual({ allowed: true });
    expect(await claimsOn(standard)).toEqual([]);
  });

  it('[A2] that were given up are settled by asking identity, once, and free the place', async () => {
    const [first, second] = await twoMasters();
    await claim(first, second);
    const settle = () => service.database.transaction(settleClaims);
    expect(await settle()).toBe(0);
    const claimId = await openFor(second, 11);
    expect((await Promise.all([settle(), settle(), settle()])).sort()).toEqual([0, 0, 1]);
    expect(await lower(first)).toMatchObject({ status: 409 });

    const { userId } = second;
    await unblock(second);
    await bus.say(statusConfirmed, `user/${userId}`, { userId, claimId, status: 'active' });
    await bus.idle();
    expect(await claimsOn(second)).toEqual([]);
    expect(await lower(first)).toMatchObject({ status: 200 });
  });

  it('[A2] that were given up are found by the service itself', async () => {
    const [first, second] = await twoMasters();
    await claim(first, second);
    const claimId = await openFor(second, 11);
    const settling = startSettlingClaims({
      transact: (work) => service.database.transaction(work),
      logger: createLogger('tenancy', 'silent'),
    });
    await eventually(async () => {
      const [claimed] = await world.query<{ asked: boolean }>(
        'select asked_at is not null as asked from master_claims where claim_id = $1',
        [claimId],
      );
      expect(claimed).toEqual({ asked: true });
    });
    await settling.stop();
  });

  it('[A2] do not count on a new master until identity has confirmed that they are in service', async () => {
    const { operator } = world.people;
    const company = anOrganization(world.root);
    const [old, heir] = [aUser(company, 'master'), aUser(company, 'privileged')];
    await insertWorld(service.database, { organizations: [company], users: [old, heir] });
    const named = await world.send(
      operator,
      'put',
      `/v1/users/${heir.userId}/access`,
      anAccess({ accountType: 'master' }),
    );
    expect(named.status).toBe(200);
    expect(await lower(old)).toMatchObject({ status: 409, body: { code: 'user.last_master' } });
    // What happened before the question was asked releases nothing.
    await unblock(heir);
    await bus.idle();
    expect(await lower(old)).toMatchObject({ status: 409 });

    const { userId } = heir;
    const claimId = await openFor(heir);
    await bus.say(statusConfirmed, `user/${userId}`, { userId, claimId, status: 'active' });
    await bus.idle();
    expect(await lower(old)).toMatchObject({ status: 200 });
  });
});
