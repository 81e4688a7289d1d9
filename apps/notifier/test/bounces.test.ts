import { randomUUID } from 'node:crypto';
import { marksAddress } from '../src/mails/is-address-refused';
import { notifierApi } from './support/api';
import { type Behaviour, aMailServer } from './support/mail-server';
import { aNotifier } from './support/notifier';
import { aPlainMail, aUser, enqueueAll, soon } from './support/things';
import { changeRecipient, saveRecipient } from '../src/recipients/recipients.repository';
import request from 'supertest';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A notifier whose mail server behaves so, and its API as somebody who sees everybody but `hidden`. */
async function sendingTo(behave: Behaviour, hidden: readonly string[] = []) {
  const server = await aMailServer(behave);
  closers.push(() => server.close());
  const notifier = await aNotifier({ smtpUrl: server.url });
  closers.push(() => notifier.close());
  const api = await notifierApi(notifier, (_, question) =>
    question.about === 'user' && 'userId' in question && hidden.includes(question.userId)
      ? { allowed: false, rule: 'outside_subtree', mend: 'ask_organization_above', visible: false }
      : { allowed: true },
  );
  closers.push(() => api.close());
  const session = { userId: randomUUID(), organizationId: randomUUID(), epoch: 0, idleSeconds: 60 };
  const { secret } = await api.sessions.create(session);
  const bounces = async (...userIds: string[]) => {
    const query = userIds.map((userId) => `userId=${userId}`).join('&');
    const answer = await request(api.app)
      .get(`/v1/bounces?${query}`)
      .set('cookie', `__Host-tenantry=${secret}`);
    expect(answer.status).toBe(200);
    return (answer.body as { items: { userId: string; to: string; answer: string; mails: number }[] }).items;
  };
  return { notifier, bounces };
}

const refusing =
  (times: number, text = '5.1.1 No such user', at: 'recipient' | 'data' = 'recipient'): Behaviour =>
  (nth) =>
    nth < times ? { reply: 'refuse', at, code: 550, text } : { reply: 'accept' };

it('[B5] an address that a mail server refuses bounces, with its answer, until a mail goes out to it', async () => {
  const user = aUser();
  const { userId, email: to } = user;
  const { notifier, bounces } = await sendingTo(refusing(2, 'No such user'));
  await saveRecipient(notifier.database.dataSource.manager, user);
  const send = async (state: string, count: number) => {
    await enqueueAll(notifier, aPlainMail({ userId, to }));
    await soon(async () =>
      expect((await notifier.mails()).filter((mail) => mail.state === state)).toHaveLength(count),
    );
  };
  await send('failed', 1);
  expect(await bounces(userId)).toEqual([
    { userId, to, since: expect.any(String) as string, mails: 1, answer: '550 No such user' },
  ]);
  await send('failed', 2);
  expect(await bounces(userId, randomUUID())).toMatchObject([{ userId, mails: 2 }]);
  await send('sent', 1);
  expect(await bounces(userId)).toEqual([]);
});

it('[B5] another address does not bounce, and who is not seen has none', async () => {
  const [user, hidden] = [aUser(), aUser()];
  const { notifier, bounces } = await sendingTo(refusing(2), [hidden.userId]);
  const { manager } = notifier.database.dataSource;
  for (const one of [user, hidden]) await saveRecipient(manager, one);
  await enqueueAll(notifier, ...[user, hidden].map(({ userId, email: to }) => aPlainMail({ userId, to })));
  await soon(async () =>
    expect(await notifier.mails()).toMatchObject([{ state: 'failed' }, { state: 'failed' }]),
  );
  expect(await bounces(user.userId, hidden.userId)).toMatchObject([{ userId: user.userId }]);
  await changeRecipient(manager, user.userId, { email: `new-${user.email}` });
  expect(await bounces(user.userId, hidden.userId)).toEqual([]);
});

it('[B5] a mail that is refused for what it says marks no address', async () => {
  const user = aUser();
  const { notifier, bounces } = await sendingTo(refusing(1, '5.7.1 Message refused as spam', 'data'));
  await saveRecipient(notifier.database.dataSource.manager, user);
  await enqueueAll(notifier, aPlainMail({ userId: user.userId, to: user.email }));
  await soon(async () => expect(await notifier.mails()).toMatchObject([{ state: 'failed' }]));
  expect(await bounces(user.userId)).toEqual([]);
});

it.each([
  ['550 5.1.1 No such user', false, true],
  ['550 No such user', true, true],
  ['550 No such user', false, false],
  ['552 5.2.2 Mailbox full', true, false],
  ['550 5.7.1 Relaying denied', true, false],
  ['550 5.1.8 Sender domain not found', true, false],
  ['554 5.4.4 No route', true, true],
])('[B5] knows whether “%s” marks the address (answer to the recipient: %s)', (answer, toRecipient, marks) =>
  expect(marksAddress(answer, toRecipient)).toBe(marks),
);
