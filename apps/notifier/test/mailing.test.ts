import { randomUUID } from 'node:crypto';
import {
  type sendMail,
  type CommandDataOf,
  mailMirrored,
  userActivated,
  userBlocked,
  userUnblocked,
} from '@tenantry/contracts';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { mails, testVhost } from '@tenantry/testing';
import { type Identity, identityOn } from './support/bus';
import { aNotifier, type Notifier } from './support/notifier';
import { aSecretMail, aUser, created, days, inDays, settled, soon } from './support/things';

const spans = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
provider.register();

const arrived = (address: string, count = 1) => mails().waitFor(address, count, 20_000);

jest.setTimeout(90_000);

describe('what happens on the bus', () => {
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
    await provider.shutdown();
  });

  const block = (userId: string, reason = 'Repeated abuse', attributes = {}) =>
    identity.event(userBlocked, { userId }, { reason }, attributes);

  it('[B4] mails the reason once, even when the event is delivered twice', async () => {
    const user = aUser({ language: 'de' });
    const messages = [created(identity, user), block(user.userId, 'Wiederholter Missbrauch')];
    for (const message of [...messages, ...messages]) await identity.publish(message);
    const [mail] = await arrived(user.email);
    expect(mail?.subject).toBe('Ihr Konto wurde gesperrt');
    expect(mail?.text).toContain('Guten Tag Ada Lovelace,');
    expect(mail?.text).toContain('> Wiederholter Missbrauch');

    const unblocked = identity.event(userUnblocked, { userId: user.userId }, { comment: null });
    for (const message of [...messages, unblocked]) await identity.publish(message);
    const all = await arrived(user.email, 2);
    expect(all.map(({ subject }) => subject)).toEqual([
      'Ihr Konto wurde gesperrt',
      'Ihr Konto wurde entsperrt',
    ]);
  });

  it('[B4] greets by the names that the user has given, and quotes the comment', async () => {
    const user = aUser({ firstName: null, lastName: null });
    const { userId, email } = user;
    const messages = [
      created(identity, user),
      identity.event(
        userActivated,
        { userId, cause: 'invitation_accepted' },
        { firstName: 'Mary', lastName: 'Shelley' },
      ),
      block(userId),
      identity.event(userUnblocked, { userId }, { comment: 'Settled by phone' }),
    ];
    for (const message of messages) await identity.publish(message);
    const [, unblocked] = await arrived(email, 2);
    expect(unblocked?.text).toContain('Hello Mary Shelley,');
    expect(unblocked?.text).toContain('> Settled by phone');
  });

  it('[B4] tells nobody of what is older than seven days or is published again, and learns from it all the same', async () => {
    const user = aUser();
    const eightDaysAgo = { time: new Date(Date.now() - days(8)).toISOString() };
    const old = [created(identity, user, eightDaysAgo), block(user.userId, 'Long ago', eightDaysAgo)];
    for (const message of old) await identity.publish(message);
    const again = [
      identity.event(userUnblocked, { userId: user.userId }, { comment: 'Replayed' }),
      block(user.userId, 'Replayed'),
    ];
    for (const message of again) await identity.replay(message);
    const news = identity.event(userUnblocked, { userId: user.userId }, { comment: 'News' });
    await identity.publish(news);

    const [mail] = await arrived(user.email);
    await settled(notifier, [...old, ...again, news]);
    expect(mail?.text).toContain('> News');
    expect(await notifier.query('select from mails where user_id = $1', [user.userId])).toHaveLength(1);
    expect(await mails().to(user.email)).toHaveLength(1);
  });

  it('[B4] has nobody to write to where the personal part has been erased', async () => {
    const user = aUser();
    const known = created(identity, user);
    const messages = [{ ...known, data: { ...(known.data as object), personal: null } }, block(user.userId)];
    for (const message of messages) await identity.publish(message);
    await settled(notifier, messages);
    expect(await notifier.query('select from mails where user_id = $1', [user.userId])).toEqual([]);
  });

  it('[A11] [B4] tells who is mirrored by whom and why, once, and not when it is long over', async () => {
    const { userId, email } = aUser();
    const told = { userId, to: email, language: 'en' as const, byName: 'Grace Hopper' };
    const times = { startedAt: '2030-01-01T09:30:00Z', until: '2030-01-01T10:00:00Z' };
    const data = { ...told, ...times, reason: 'Ticket 4711' };
    const command = identity.commandOf(mailMirrored, data, inDays(1));
    const late = identity.commandOf(mailMirrored, { ...data, reason: 'Too late' }, inDays(-1));
    for (const message of [late, command, command]) await identity.publish(message);
    const [mail] = await arrived(email);
    expect(mail?.subject).toBe('An administrator is acting as you');
    expect(mail?.text).toContain('Grace Hopper has been acting through your account on Tenantry');
    expect(mail?.text).toContain('> Ticket 4711');
    await settled(notifier, [command]);
    expect(await mails().to(email)).toHaveLength(1);
  });

  const commandFor = async (to = `${randomUUID()}@people.example`) => {
    const { mail, link } = await aSecretMail({ to, language: 'es' });
    const { mailId, template, userId, language, values, sealed } = mail;
    const data = { mailId, template, userId, to, language, values, sealed } as CommandDataOf<typeof sendMail>;
    return { link, to, data };
  };

  it('[B4] mails the link that a command brings sealed, once, and keeps neither the link nor what was sealed', async () => {
    const { link, to, data } = await commandFor();
    const command = identity.command(data, inDays(7));
    await identity.publish(command);
    await identity.publish(command);
    const [mail] = await arrived(to);
    expect(mail?.subject).toBe('Acme le invita a Tenantry');
    expect(mail?.text).toContain(link);
    expect(mail?.text).toContain('7 días');
    expect(mail?.messageId).toBe(`<${data.mailId}@mail.example>`);

    await settled(notifier, [command]);
    await soon(async () => expect(await notifier.everything()).not.toContain(data.sealed));
    const [, code = ''] = link.split('code=');
    for (const place of [await notifier.everything(), notifier.lines.join('\n')]) {
      expect(place).toContain(data.mailId);
      expect(place).not.toContain(code);
      expect(place).not.toContain(data.sealed);
    }
    expect(notifier.lines.join('\n')).not.toContain(to);
    expect(await mails().to(to)).toHaveLength(1);
  });

  it('does not carry out a command after its time', async () => {
    const [late, inTime] = [await commandFor(), await commandFor()];
    await identity.publish(identity.command(late.data, new Date(Date.now() - 1000)));
    await identity.publish(identity.command(inTime.data, inDays(1)));
    await arrived(inTime.to);
    expect(await notifier.query('select from mails where mail_id = $1', [late.data.mailId])).toEqual([]);
  });

  it('[B3] is in one trace with the mail that leaves', async () => {
    const user = aUser();
    const traceId = randomUUID().replaceAll('-', '');
    const click = `00-${traceId}-00f067aa0ba902b7-01`;
    for (const message of [created(identity, user), block(user.userId, 'Traced', { traceparent: click })]) {
      await identity.publish(message);
    }
    await arrived(user.email);
    const sent = await soon(() => {
      const found = spans.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
      const smtp = found.find(({ name }) => name === 'smtp send');
      if (!smtp) throw new Error('the mail has not left yet');
      return { found, smtp };
    });
    expect(sent.found.map(({ name }) => name)).toContain('process identity.user.blocked.v1');
    expect(sent.smtp.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(sent.smtp.attributes).toMatchObject({
      'mail.template': 'blocked',
      'mail.result': 'sent',
      'mail.attempt': 1,
    });
    expect(JSON.stringify(sent.smtp.attributes)).not.toContain(user.email);
    expect(
      await notifier.query(`select from mails where traceparent = $1 and state = 'sent'`, [click]),
    ).toHaveLength(1);
  });
});
