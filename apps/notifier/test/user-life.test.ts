import {
  mailLastMaster,
  mailNewDevice,
  mailSupportReport,
  userDeactivated,
  userEmailChanged,
  userInactivityWarned,
  userReactivated,
  userRemoved,
} from '@tenantry/contracts';
import { eventually, mails, testVhost } from '@tenantry/testing';
import { type Identity, identityOn } from './support/bus';
import { aNotifier, type Notifier } from './support/notifier';
import { aUser, created, inDays, settled, soon } from './support/things';

let identity: Identity;
let notifier: Notifier;
beforeAll(async () => {
  const brokerUrl = await testVhost();
  identity = await identityOn(brokerUrl);
  notifier = await aNotifier({ brokerUrl });
  await soon(() => expect(notifier.consumer?.state()).toMatchObject({ connected: true, unbound: [] }));
});
afterAll(async () => {
  await notifier.close();
  await identity.close();
});

type Message = Parameters<Identity['publish']>[0];
const publishAll = async (messages: Message[]) => {
  for (const message of messages) await identity.publish(message);
};

it('[L5] [B4] mails who is deactivated with the reason, and who is activated again with the comment', async () => {
  const user = aUser();
  const { userId } = user;
  await publishAll([
    created(identity, user),
    identity.event(userDeactivated, { userId, cause: 'manual' }, { reason: 'On leave' }),
    identity.event(userReactivated, { userId }, { comment: 'Welcome back' }),
    identity.event(userDeactivated, { userId, cause: 'inactivity' }, { reason: null }),
  ]);
  const all = await mails().waitFor(user.email, 3, 20_000);
  expect(all.map(({ subject }) => subject).sort()).toEqual([
    'Your account has been deactivated',
    'Your account has been deactivated',
    'Your account is active again',
  ]);
  const texts = all.map(({ text }) => text);
  expect(texts).toContainEqual(expect.stringMatching(/An administrator has deactivated[^]*> On leave/));
  expect(texts).toContainEqual(expect.stringContaining('> Welcome back'));
  expect(texts).toContainEqual(expect.stringContaining('nobody had signed in to it for a long time'));
});

it('[L7] [B4] warns of inactivity once, though not when the day has come, and tells a master of the last one below', async () => {
  const user = aUser({ language: 'ru' });
  const { userId } = user;
  const warned = (days: number, daysBefore: number) =>
    identity.event(userInactivityWarned, { userId, dueAt: inDays(days).toISOString(), daysBefore });
  const messages = [created(identity, user), warned(14, 14), warned(0, 1)];
  await publishAll([...messages, ...messages]);
  const about = { organizationName: 'Harbor', masterName: 'Grace Hopper', masterUserName: 'grace' };
  const told = identity.commandOf(mailLastMaster, { userId, ...about }, inDays(7));
  await identity.publish(told);
  const rule = { days: 90, since: inDays(-90).toISOString() };
  const over = identity.event(userDeactivated, { userId, cause: 'inactivity', rule }, { reason: null });
  await identity.publish(over);
  await settled(notifier, [...messages, told, over]);
  const all = await mails().waitFor(user.email, 3, 20_000);
  const texts = all.map(({ text }) => text);
  expect(texts).toContainEqual(expect.stringContaining('Осталось: 14 дней'));
  expect(texts).toContainEqual(expect.stringContaining('Grace Hopper (grace)'));
  expect(texts).toContainEqual(expect.stringContaining('90 дней без входа'));
  // The warning of the day itself is not sent any more.
  const states = () =>
    notifier.query(
      `select state, count(*)::int as mails from mails where user_id = $1 and template = 'inactivity_warning'
       group by state order by state`,
      [userId],
    );
  await eventually(async () =>
    expect(await states()).toEqual([
      { state: 'failed', mails: 1 },
      { state: 'sent', mails: 1 },
    ]),
  );
});

it('[L8] [B4] mails who is removed with the reason, and nobody who was only invited', async () => {
  const user = aUser({ language: 'ru' });
  const invited = aUser();
  const removed = (userId: string, from: 'active' | 'pending', reason: string | null) =>
    identity.event(userRemoved, { userId, from }, { reason });
  const messages = [
    created(identity, invited),
    removed(invited.userId, 'pending', null),
    created(identity, user),
    removed(user.userId, 'active', 'Уволился'),
  ];
  await publishAll([...messages, ...messages]);
  const [mail] = await mails().waitFor(user.email, 1, 20_000);
  expect(mail?.subject).toBe('Ваша учётная запись удалена');
  expect(mail?.text).toContain('> Уволился');
  await settled(notifier, messages);
  expect(await notifier.query('select from mails where user_id = $1', [invited.userId])).toEqual([]);
  expect(await mails().to(user.email)).toHaveLength(1);
});

it('[L4] [B4] tells the old address without naming anybody, and the new one; who was only invited gets the link alone', async () => {
  const user = aUser();
  const invited = aUser();
  const moved = ({ userId, email }: typeof user, status: 'active' | 'pending') =>
    identity.event(userEmailChanged, { userId, status }, { from: email, to: `new-${email}` });
  const messages = [
    created(identity, user),
    moved(user, 'active'),
    created(identity, invited),
    moved(invited, 'pending'),
  ];
  await publishAll([...messages, ...messages]);
  const [old] = await mails().waitFor(user.email, 1, 20_000);
  expect(old?.subject).toBe('This address no longer belongs to your account');
  expect(old?.text).not.toContain('Lovelace');
  expect(old?.text).not.toContain('new-');
  const [now] = await mails().waitFor(`new-${user.email}`, 1, 20_000);
  expect(now?.text).toContain('Hello Ada Lovelace,');
  await mails().waitFor(invited.email, 1, 20_000);
  await settled(notifier, messages);
  const told = await notifier.query<{ recipient: string }>(
    'select recipient from mails where user_id = any($1) order by recipient',
    [[user.userId, invited.userId]],
  );
  expect(told.map(({ recipient }) => recipient)).toEqual(
    [user.email, `new-${user.email}`, invited.email].sort(),
  );
});

it('[L4] [B4] mails a report to support once, and keeps it with its state among the mails about the user', async () => {
  const user = aUser();
  const to = `support-${user.userId}@operator.example`;
  const command = identity.commandOf(
    mailSupportReport,
    {
      userId: user.userId,
      organizationId: user.organizationId,
      to,
      language: 'en',
      userName: 'ada.lovelac',
      name: 'Ada Lovelace',
      email: user.email,
      organizationName: 'Acme',
      reporterName: 'Grace Hopper',
      reporterEmail: 'grace@acme.example',
      text: 'It should be ada.lovelace',
    },
    inDays(1),
  );
  await publishAll([command, command]);
  const [mail] = await mails().waitFor(to, 1, 20_000);
  expect(mail?.subject).toBe('Report about the account ada.lovelac (Acme)');
  expect(mail?.text).toContain('Grace Hopper (grace@acme.example)');
  expect(mail?.text).toContain(`Id: ${user.userId}`);
  expect(mail?.text).toContain('> It should be ada.lovelace');
  await settled(notifier, [command]);
  expect(await mails().to(to)).toHaveLength(1);
  await soon(async () =>
    expect(
      await notifier.query('select template, state from mails where user_id = $1', [user.userId]),
    ).toEqual([{ template: 'support_report', state: 'sent' }]),
  );
});

it('[C12] [B4] tells of a sign-in from a new device once: when, in which environment and with what', async () => {
  const user = aUser();
  const { userId, email: to } = user;
  const told = { userId, to, language: 'en' as const, signedInAt: '2030-01-01T09:30:00.000Z' };
  const device = { browser: 'Firefox', system: 'Windows' };
  const command = identity.commandOf(mailNewDevice, { ...told, ...device }, inDays(2));
  await publishAll([command, command]);
  const [mail] = await mails().waitFor(to, 1, 20_000);
  expect(mail?.subject).toBe('New sign-in to your account on Tenantry');
  expect(mail?.text).toMatch(/2030.*9:30.*UTC\n> Device: Firefox on Windows\n> Environment: test\n/);
  await settled(notifier, [command]);
  expect(await mails().to(to)).toHaveLength(1);
});
