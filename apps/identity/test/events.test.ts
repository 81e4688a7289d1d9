import { randomUUID } from 'node:crypto';
import {
  accountOpened,
  expireInvitations,
  identityJobFinished,
  organizationCreated,
  organizationReopened,
  organizationSuspended,
  userActivated,
  userBlocked,
  userCreated,
  userMirroringStarted,
  userMirroringStopped,
  userSignedIn,
} from '@tenantry/contracts';
import { appendEvents, draft, sendCommand } from '@tenantry/messaging';
import { eventually } from '@tenantry/testing';
import { listenTo, mailOn, publisher } from './support/bus';
import { mirrored } from './support/mirroring';
import {
  browser,
  codeOf,
  cookieOf,
  goodPassword,
  invitation,
  newAddress,
  type Person,
  signUpRequest,
} from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let bus: Awaited<ReturnType<typeof listenTo>>;
beforeAll(async () => {
  identity = await startIdentity({ bus: true });
  // The exchange is there once the relay has connected.
  bus = await eventually(() => listenTo(identity.brokerUrl, 'identity'), { within: 10_000, every: 100 });
});
afterAll(async () => {
  await bus.close();
  await identity.close();
});

const mailTo = (address: string) => mailOn(bus, identity, address);

it('[B1] [A14] publishes every step of a user’s life, and hears of suspended organizations', async () => {
  const email = newAddress();
  await browser(identity).post('/v1/sign-ups', signUpRequest(email)).expect(202);
  const { link } = await mailTo(email);
  const opened = await browser(identity)
    .post('/v1/sign-ups/verify', { code: codeOf(link), password: goodPassword })
    .expect(201);
  const master = opened.body as { userId: string; organizationId: string };

  const [account, created, activated] = await bus.of(`user/${master.userId}`, 3);
  expect(accountOpened.schema.parse(account)).toMatchObject({ sequence: '0000000001', environment: 'test' });
  expect(userCreated.schema.parse(created)).toMatchObject({
    sequence: '0000000002',
    source: 'tenantry/identity',
  });
  expect(userActivated.schema.parse(activated)).toMatchObject({ sequence: '0000000003' });
  const [signedIn] = await bus.of(`sign-in/${master.userId}`, 1);
  expect(userSignedIn.schema.parse(signedIn).data.userId).toBe(master.userId);
  for (const { message, routingKey, persistent } of bus.received) {
    expect({ routingKey, persistent }).toEqual({ routingKey: message.type, persistent: true });
  }

  // Tenancy answers with the organization, the scheduler with a job; both over the bus.
  const tenancy = await publisher(identity.brokerUrl, 'tenancy');
  await identity.hears('tenancy');
  const facts = {
    organizationId: master.organizationId,
    parentId: null,
    kind: 'company' as const,
    name: 'Acme Fountain Pens',
    path: [master.organizationId],
  };
  const subject = `organization/${master.organizationId}`;
  const head = { subject, version: 1, actor: 'service/tenancy', occurredAt: new Date() };
  await tenancy.write((tx) => appendEvents(tx, [draft({ event: organizationCreated, ...head, facts })]));
  const invitee = newAddress();
  const asMaster = browser(identity, cookieOf(opened));
  await eventually(
    () => asMaster.post('/v1/invitations', invitation(master.organizationId, [invitee])).expect(200),
    { within: 10_000, every: 100 },
  );
  const code = codeOf((await mailTo(invitee)).link);

  const status = { organizationId: master.organizationId, path: [master.organizationId] };
  const becomes = (event: typeof organizationSuspended | typeof organizationReopened, version: number) =>
    tenancy.write((tx) =>
      appendEvents(tx, [draft({ event, ...head, version, facts: status, personal: { reason: 'Unpaid' } })]),
    );
  const answersWith = (expected: number) =>
    eventually(() => asMaster.get('/v1/sessions/current').expect(expected), { within: 10_000, every: 100 });
  await becomes(organizationSuspended, 2);
  expect((await answersWith(401)).body).toMatchObject({ code: 'session.organization_suspended' });
  await becomes(organizationReopened, 3);
  await answersWith(200);
  const accepted = await browser(identity)
    .post('/v1/invitations/accept', { code, password: goodPassword, firstName: 'Ben', lastName: 'Okoye' })
    .expect(201);
  const { userId } = accepted.body as { userId: string };
  await asMaster.post(`/v1/users/${userId}/block`, { reason: 'Repeated abuse' }).expect(200);
  const life = await bus.of(`user/${userId}`, 3);
  expect(life.map(({ type, sequence }) => `${Number(sequence)} ${type}`)).toEqual([
    '1 identity.user.created.v1',
    '2 identity.user.activated.v1',
    '3 identity.user.blocked.v1',
  ]);
  expect(userBlocked.schema.parse(life[2]).data).toMatchObject({ personal: { reason: 'Repeated abuse' } });
  await tenancy.close();

  const secrets = [codeOf(link), code].map((each) => each.split('.')[1] ?? '-');
  for (const { text } of bus.received) for (const secret of secrets) expect(text).not.toContain(secret);
});

it('[L10] expires invitations when the scheduler sends the command, and answers it', async () => {
  const scheduler = await publisher(identity.brokerUrl, 'scheduler');
  await identity.hears('scheduler');
  const runId = randomUUID();
  const send = () =>
    scheduler.write((tx) =>
      sendCommand(
        tx,
        expireInvitations,
        { runId },
        { actor: 'service/scheduler', expiresAt: new Date(Date.now() + 60_000) },
      ),
    );
  await send();
  const [answer] = await bus.of(`job-run/${runId}`, 1);
  expect(identityJobFinished.schema.parse(answer).data).toEqual({ runId, counts: { expired: 0 } });
  await scheduler.close();
});

/** Opens an account; its mail is taken from the bus, where the outbox is empty at once. */
async function open(): Promise<Person> {
  const email = newAddress();
  await browser(identity).post('/v1/sign-ups', signUpRequest(email)).expect(202);
  const { link } = await mailOn(bus, identity, email);
  const opened = await browser(identity)
    .post('/v1/sign-ups/verify', { code: codeOf(link), password: goodPassword })
    .expect(201);
  return { ...(opened.body as Person), password: goodPassword, cookie: cookieOf(opened) };
}

it('[A11] [B1] other services read both names in each event, and the mirrored user’s own life in order', async () => {
  const above = await open();
  const below = await open();
  const other = await open();
  const acting = await mirrored(identity, above, below);
  await acting.post(`/v1/users/${other.userId}/block`, { reason: 'Unpaid' }).expect(200);
  await acting.delete('/v1/mirroring').expect(200);

  const [started, stopped] = (await bus.of(`user/${below.userId}`, 5)).slice(3);
  const names = { actor: `user/${above.userId}`, onbehalfof: `user/${below.userId}` };
  expect(userMirroringStarted.schema.parse(started)).toMatchObject({
    actor: names.actor,
    data: { userId: below.userId, personal: { reason: 'Ticket 4711' } },
  });
  expect(userMirroringStopped.schema.parse(stopped)).toMatchObject(names);
  const blocked = (await bus.of(`user/${other.userId}`, 4)).at(-1);
  expect(userBlocked.schema.parse(blocked)).toMatchObject(names);
  expect(Number(stopped?.sequence)).toBe(Number(started?.sequence) + 1);
});
