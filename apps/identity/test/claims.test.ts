import { type confirmStatus as Command, type MessageOf, statusConfirmed } from '@tenantry/contracts';
import { eventually } from '@tenantry/testing';
import { randomUUID } from 'node:crypto';
import { confirmStatus } from '../src/users/confirm-status';
import { type Answer, browser, colleague, eventsOf, openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const block = (userId: string) =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/block`, { reason: 'Left' });
const unblock = (userId: string) =>
  browser(identity, master.cookie).post(`/v1/users/${userId}/unblock`, { comment: null });
/** Carries out tenancy's command as the consumer does: in one transaction. */
const confirm = (userId: string, claimId?: string): Promise<void> =>
  identity.transact((tx) => confirmStatus(commandFor(userId, claimId), { tx, attempt: 1, replayed: false }));
const commandFor = (userId: string, claimId: string = randomUUID()) =>
  ({ actor: 'service/tenancy', data: { userId, claimId } }) as MessageOf<typeof Command>;
const claimsOn = (userId: string) =>
  identity.tenancy.asked.flatMap(({ question }) =>
    question.about === 'user' && question.userId === userId && question.act === 'user.block'
      ? [question.claimAtVersion]
      : [],
  );

it('[L6] a block claims the version that it is done on, and each one anew', async () => {
  const { userId } = await colleague(identity, master);
  await block(userId).expect(200);
  await unblock(userId).expect(200);
  await block(userId).expect(200);
  expect(claimsOn(userId)).toEqual([2, 4]);
  await block(userId).expect(409);
  await block(userId).expect(409);
  // The same question as a moment ago, which was allowed: a claim is never remembered.
  expect(claimsOn(userId)).toEqual([2, 4, 5, 5]);
});

it('[A2] a block that was allowed on an earlier version of the user is not done any more', async () => {
  const user = await colleague(identity, master);
  let blocking: Promise<Answer> | undefined;
  await identity.transact(async (tx) => {
    await tx.query('select from users where id = $1 for update', [user.userId]);
    blocking = Promise.resolve(block(user.userId));
    await eventually(() => expect(claimsOn(user.userId)).toEqual([2]));
    // Tenancy has the claim settled while the block is on its way.
    await confirmStatus(commandFor(user.userId), { tx, attempt: 1, replayed: false });
  });
  expect(await blocking).toMatchObject({ status: 409, body: { code: 'user.changed' } });
  await browser(identity, user.cookie).get('/v1/sessions/current').expect(200);
  expect(await eventsOf(identity, `user/${user.userId}`)).toHaveLength(3);
  await block(user.userId).expect(200);
});

it('says which status a user has, as their next event', async () => {
  const { userId } = await colleague(identity, master);
  await block(userId).expect(200);
  const claimId = randomUUID();
  await confirm(userId, claimId);
  expect((await eventsOf(identity, `user/${userId}`)).at(-1)).toMatchObject({
    version: 4,
    type: 'identity.user.status-confirmed.v1',
    actor: 'service/tenancy',
    data: { userId, claimId, status: 'blocked' },
  });
  await confirm(randomUUID());
});

it('says it once for a claim, however often tenancy asks, and again for another one', async () => {
  const { userId } = await colleague(identity, master);
  const confirmed = async () =>
    (await eventsOf(identity, `user/${userId}`)).filter(({ type }) => type === statusConfirmed.type).length;
  const claimId = randomUUID();
  await Promise.all([confirm(userId, claimId), confirm(userId, claimId)]);
  await confirm(userId, claimId);
  expect(await confirmed()).toBe(1);
  await confirm(userId);
  expect(await confirmed()).toBe(2);
});
