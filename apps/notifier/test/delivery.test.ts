import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { opener } from '@tenantry/service-defaults';
import { testEnvironment } from '@tenantry/testing';
import { type Behaviour, aMailServer } from './support/mail-server';
import { aNotifier, sealingKey } from './support/notifier';
import { aPlainMail, aSecretMail, days, enqueueAll, soon } from './support/things';

type Server = Awaited<ReturnType<typeof aMailServer>>;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A mail server that behaves so, and a notifier that sends to it. */
async function sendingTo(behave?: Behaviour, o: { sending?: boolean } = {}) {
  const server: Server = await aMailServer(behave);
  closers.push(() => server.close());
  const notifier = await aNotifier({ smtpUrl: server.url, ...o });
  closers.push(() => notifier.close());
  return { server, notifier };
}
const messageIds = ({ received }: Server) => received.map(({ messageId }) => messageId);

jest.setTimeout(90_000);

describe('the mail server’s answer', () => {
  it('[B4] 4xx: the mail waits, longer each time, and is sent in the end with the same Message-ID', async () => {
    const { server, notifier } = await sendingTo((nth) =>
      nth < 2 ? { reply: 'refuse', at: 'data', code: 451, text: 'Try again later' } : { reply: 'accept' },
    );
    await enqueueAll(notifier, aPlainMail());
    const waits: number[] = [];
    for (const attempts of [1, 2]) {
      const row = await soon(async () => {
        const [mail] = await notifier.mails();
        expect(mail).toMatchObject({ state: 'ready', attempts, last_error: '451 Try again later' });
        return mail;
      });
      waits.push((row?.due_at.getTime() ?? 0) - Date.now());
      await notifier.now();
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    const [sent] = await soon(async () => {
      const found = await notifier.mails();
      expect(found).toMatchObject([{ state: 'sent', attempts: 3, last_error: null }]);
      return found;
    });
    expect(messageIds(server)).toEqual([sent?.message_id]);
  });

  it.each(['recipient', 'data'] as const)(
    '[B4] 5xx about the %s: the mail has failed and is not tried again',
    async (at) => {
      const { server, notifier } = await sendingTo((nth) =>
        nth === 0 ? { reply: 'refuse', at, code: 550, text: 'No such mailbox' } : { reply: 'accept' },
      );
      const { mail } = await aSecretMail();
      await enqueueAll(notifier, mail);
      await soon(async () =>
        expect(await notifier.mails()).toMatchObject([
          { state: 'failed', attempts: 1, last_error: '550 No such mailbox', sealed: null, sent_at: null },
        ]),
      );
      await notifier.now();
      await enqueueAll(notifier, aPlainMail());
      await soon(() => expect(server.received).toHaveLength(1));
      expect((await notifier.mails())[0]).toMatchObject({ state: 'failed', attempts: 1 });
    },
  );

  it('[B4] none, the server is down: mails wait and leave when it is back', async () => {
    const { server, notifier } = await sendingTo();
    const port = Number(new URL(server.url).port);
    await server.close();
    const { mail } = await aSecretMail();
    await enqueueAll(notifier, mail, aPlainMail());
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        {
          state: 'ready',
          attempts: 1,
          last_error: expect.stringMatching(/cannot be reached: .*ECONNREFUSED/) as string,
        },
        { state: 'ready', attempts: 1 },
      ]),
    );
    const back = await aMailServer(undefined, port);
    closers.push(() => back.close());
    await notifier.now();
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([{ state: 'sent' }, { state: 'sent' }]),
    );
    expect(back.received).toHaveLength(2);
  });

  it('[B4] none, the connection breaks after the mail was handed over: a code is sent again, another mail is unknown', async () => {
    const { server, notifier } = await sendingTo((nth) => ({ reply: nth < 2 ? 'break' : 'accept' }), {
      sending: false,
    });
    const { mail } = await aSecretMail();
    await enqueueAll(notifier, mail);
    notifier.startSender();
    await soon(() => expect(server.received).toHaveLength(1));
    await enqueueAll(notifier, aPlainMail());
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        {
          state: 'ready',
          attempts: 1,
          last_error: expect.stringContaining('before the mail server answered') as string,
        },
        { state: 'unknown', attempts: 1 },
      ]),
    );
    await notifier.now();
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([{ state: 'sent', sealed: null }, { state: 'unknown' }]),
    );
    const [secret] = await notifier.mails();
    expect(messageIds(server).filter((id) => id === secret?.message_id)).toHaveLength(2);
    expect(server.received).toHaveLength(3);
  });
});

describe('a sender that is killed between the server’s acceptance and its own note of it', () => {
  it('[B4] leaves codes that are sent again with the same Message-ID, and other mails as unknown', async () => {
    const { server, notifier } = await sendingTo((nth) => ({ reply: nth < 2 ? 'hang' : 'accept' }), {
      sending: false,
    });
    const { mail, link } = await aSecretMail();
    await enqueueAll(notifier, mail, aPlainMail());

    const options = {
      databaseUrl: notifier.database.runtimeUrl,
      redisUrl: testEnvironment().redisUrl,
      smtpUrl: server.url,
      key: sealingKey,
    };
    const sender = spawn(
      process.execPath,
      ['--import', 'tsx', require.resolve('./support/sender-process.ts'), JSON.stringify(options)],
      { env: { TSX_TSCONFIG_PATH: path.join(__dirname, '../tsconfig.json') }, stdio: 'inherit' },
    );
    const killed = once(sender, 'exit');
    closers.push(() => Promise.resolve(sender.kill('SIGKILL')));
    await soon(() => expect(server.received).toHaveLength(2));
    sender.kill('SIGKILL');
    await killed;
    expect(await notifier.mails()).toMatchObject([{ state: 'sending' }, { state: 'sending' }]);

    // Nobody touches them before their lease is over.
    notifier.startSender();
    await enqueueAll(notifier, aPlainMail());
    await soon(() => expect(server.received).toHaveLength(3));
    expect(await notifier.mails()).toMatchObject([{ state: 'sending' }, { state: 'sending' }, {}]);
    await notifier.now();
    notifier.startSender();
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        { state: 'sent', attempts: 2, sealed: null },
        { state: 'unknown', attempts: 1, last_error: expect.stringContaining('not known') as string },
        { state: 'sent' },
      ]),
    );
    const [secret] = await notifier.mails();
    const copies = server.received.filter(({ messageId }) => messageId === secret?.message_id);
    expect(copies.map(({ text }) => text?.includes(link))).toEqual([true, true]);
    expect(server.received).toHaveLength(4);
  });
});

describe('mails that wait', () => {
  it('[B4] are sent once each, however many replicas send', async () => {
    const { server, notifier } = await sendingTo(undefined, { sending: false });
    await enqueueAll(notifier, ...Array.from({ length: 60 }, () => aPlainMail()));
    for (let replica = 0; replica < 3; replica += 1) notifier.startSender();
    await soon(async () =>
      expect(await notifier.query(`select from mails where state <> 'sent'`)).toEqual([]),
    );
    expect(server.received).toHaveLength(60);
    expect(new Set(messageIds(server)).size).toBe(60);
  });

  it('[B4] are not sent after their link has expired, and what was sealed is deleted', async () => {
    const { server, notifier } = await sendingTo();
    const { mail } = await aSecretMail({ expiresAt: new Date(Date.now() - 1000) });
    await enqueueAll(notifier, mail);
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        { state: 'failed', last_error: 'expired', sealed: null },
      ]),
    );
    expect(server.received).toEqual([]);
  });

  it('[B4] keep their sealed link until this service has the key that it was sealed for', async () => {
    const { server, notifier } = await sendingTo(undefined, { sending: false });
    const { mail } = await aSecretMail();
    await enqueueAll(notifier, mail);
    const withoutKey = notifier.startSender(opener([]));
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        {
          state: 'ready',
          sealed: mail.sealed,
          last_error: expect.stringContaining('SEALING_PRIVATE_KEY') as string,
        },
      ]),
    );
    await withoutKey.close();
    notifier.startSender();
    await notifier.now();
    await soon(() => expect(server.received).toHaveLength(1));
  });

  it('[B4] fail at once where the link was sealed for another mail, or is none', async () => {
    const { server, notifier } = await sendingTo();
    const other = await aSecretMail();
    const { mail } = await aSecretMail();
    await enqueueAll(notifier, { ...mail, sealed: other.mail.sealed });
    await enqueueAll(notifier, {
      ...other.mail,
      causeId: mail.causeId,
      mailId: other.mail.mailId ?? '',
      sealed: null,
    });
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        { state: 'failed', last_error: 'the sealed secret was refused: binding' },
        { state: 'failed', last_error: expect.stringContaining('link is missing') as string },
      ]),
    );
    expect(server.received).toEqual([]);
  });

  it('[B4] are given up after two days where they tell of something', async () => {
    const { notifier } = await sendingTo(
      () => ({ reply: 'refuse', at: 'data', code: 452, text: 'Mailbox full' }),
      {
        sending: false,
      },
    );
    await enqueueAll(notifier, aPlainMail());
    await notifier.query(`update mails set created_at = now() - $1 * interval '1 millisecond'`, [days(2.1)]);
    notifier.startSender();
    await soon(async () =>
      expect(await notifier.mails()).toMatchObject([
        { state: 'failed', last_error: 'Given up after two days: 452 Mailbox full' },
      ]),
    );
  });

  it('leave at the commit, without waiting for a poll', async () => {
    const { server, notifier } = await sendingTo(undefined, { sending: false });
    notifier.startSender(opener([sealingKey]), 600_000);
    await enqueueAll(notifier, aPlainMail());
    await soon(() => expect(server.received).toHaveLength(1));
  });
});
