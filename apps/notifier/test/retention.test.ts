import { randomUUID } from 'node:crypto';
import { userBlocked } from '@tenantry/contracts';
import { beginRetention, startRetention, transactions } from '@tenantry/messaging';
import { silentLogger, testVhost } from '@tenantry/testing';
import { keptMails } from '../src/mails/forget-mails';
import { type Identity, identityOn } from './support/bus';
import { aMailServer } from './support/mail-server';
import { aNotifier, type Notifier } from './support/notifier';
import { aPlainMail, aSecretMail, aUser, created, enqueueAll, inDays, settled, soon } from './support/things';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const days = { MAIL_VALUES_KEPT_DAYS: 30, MAILS_KEPT_DAYS: 365 };

/** Has what is old enough deleted, as the command of the scheduler does. @returns what the last report says, and how many there were */
async function retain(notifier: Notifier, { replicas = 1, batch = 1000 } = {}) {
  const { dataSource } = notifier.database;
  const runId = randomUUID();
  await dataSource.transaction((tx) =>
    beginRetention({ data: { runId } } as never, { tx, attempt: 1, replayed: false }),
  );
  const running = Array.from({ length: replicas }, () =>
    startRetention({
      service: 'notifier',
      kept: keptMails(days),
      transact: transactions(dataSource, notifier.poke, 'notifier'),
      logger: silentLogger,
      batch,
      pollMs: 10,
      reportEveryMs: 0,
    }),
  );
  const reports = await soon(async () => {
    const rows = await notifier.query<{ data: { finished: boolean; counts: object } }>(
      `select command -> 'data' as data from outbox
       where command ->> 'type' = 'scheduler.command.report-retention.v1' and command -> 'data' ->> 'runId' = $1
       order by (command -> 'data' ->> 'report')::int`,
      [runId],
    );
    expect(rows.at(-1)?.data.finished).toBe(true);
    return rows.map(({ data }) => data);
  });
  await Promise.all(running.map((each) => each.stop()));
  return { counts: reports.at(-1)?.counts, reports: reports.length };
}

const daysPass = (notifier: Notifier, count: number) =>
  notifier.query(
    `update mails set created_at = created_at - $1 * interval '1 day', sent_at = sent_at - $1 * interval '1 day'`,
    [count],
  );
const write = (notifier: Notifier, state: string, count: number) =>
  notifier.query(
    `insert into mails (mail_id, cause_id, template, recipient, language, "values", secret, message_id, state, sent_at)
     select id, id, 'blocked', id || '@people.example', 'en', '{"reason": "Repeated abuse"}', false, id::text, $1::text,
       case when $1 = 'sent' then now() end
     from (select gen_random_uuid() as id from generate_series(1, $2)) mail`,
    [state, count],
  );
const left = (notifier: Notifier) =>
  notifier.query<{ state: string; said: boolean }>(
    `select state, "values" <> '{}' as said from mails order by state`,
  );

describe('mails that have been kept for long enough', () => {
  let notifier: Notifier;
  beforeEach(async () => {
    notifier = await aNotifier({ sending: false });
    closers.push(() => notifier.close());
  });

  it('[B6] lose what they said after a month and are deleted after a year, but for those that wait', async () => {
    const states = ['failed', 'ready', 'sent', 'unknown'];
    for (const state of states) await write(notifier, state, 1);
    expect(await retain(notifier)).toMatchObject({ counts: { mailValuesErased: 0, mailsDeleted: 0 } });

    await daysPass(notifier, 31);
    expect(await retain(notifier)).toMatchObject({ counts: { mailValuesErased: 3, mailsDeleted: 0 } });
    expect(await left(notifier)).toEqual(states.map((state) => ({ state, said: state === 'ready' })));

    await daysPass(notifier, 335);
    expect(await retain(notifier)).toMatchObject({ counts: { mailValuesErased: 0, mailsDeleted: 3 } });
    expect(await left(notifier)).toEqual([{ state: 'ready', said: true }]);
  });

  it('[B6] are deleted in batches by any number of replicas, which say how far they are', async () => {
    await write(notifier, 'sent', 250);
    await daysPass(notifier, 400);
    await write(notifier, 'sent', 1);
    const { counts, reports } = await retain(notifier, { replicas: 2, batch: 40 });
    expect(counts).toEqual({ mailValuesErased: 250, mailsDeleted: 250, mailDomainsForgotten: 0 });
    expect(reports).toBeGreaterThan(10);
    expect(await left(notifier)).toEqual([{ state: 'sent', said: true }]);
  });

  it('[B6] are begun once, however often the command comes', async () => {
    const data = { runId: randomUUID() };
    for (let time = 0; time < 2; time += 1)
      await notifier.database.dataSource.transaction((tx) =>
        beginRetention({ data } as never, { tx, attempt: 1, replayed: false }),
      );
    expect(await notifier.query('select from retention_run')).toHaveLength(1);
  });
});

describe('after the mail of a message has been deleted', () => {
  let notifier: Notifier;
  let identity: Identity;
  let server: Awaited<ReturnType<typeof aMailServer>>;
  beforeEach(async () => {
    const brokerUrl = await testVhost();
    identity = await identityOn(brokerUrl);
    closers.push(() => identity.close());
    server = await aMailServer();
    closers.push(() => server.close());
    notifier = await aNotifier({ brokerUrl, smtpUrl: server.url });
    closers.push(() => notifier.close());
    await soon(() => expect(notifier.consumer?.state()).toMatchObject({ connected: true, unbound: [] }));
  });
  const allSent = (count: number) =>
    soon(async () => {
      expect((await left(notifier)).map(({ state }) => state)).toEqual(Array<string>(count).fill('sent'));
    });
  /** A mail that is asked for now leaves after all that was asked for before it. */
  const nothingMore = async (received: number) => {
    await enqueueAll(notifier, aPlainMail());
    await allSent(1);
    expect(server.received).toHaveLength(received + 1);
  };

  it('[B6] [B2] the command that asked for it mails nothing when it comes again', async () => {
    const { mail } = await aSecretMail({ expiresAt: inDays(60) });
    const { mailId = '', to, values, sealed } = mail;
    const data = {
      mailId,
      template: 'invitation',
      userId: null,
      to,
      language: 'en',
      values,
      sealed,
    } as const;
    const command = identity.command(data, inDays(60));
    await identity.publish(command);
    await allSent(1);
    await notifier.query(`update inbox set done_at = done_at - interval '400 days'`);
    await daysPass(notifier, 400);
    expect(await retain(notifier)).toMatchObject({ counts: { mailsDeleted: 1 } });

    await identity.publish(command);
    await settled(notifier, [command]);
    await nothingMore(1);
  });

  it('[B6] [B2] the event that it told of mails nothing when it comes again, though the inbox has forgotten it', async () => {
    const user = aUser();
    const known = created(identity, user);
    const facts = { userId: user.userId, organizationId: user.organizationId, from: 'active' as const };
    const blocked = identity.event(userBlocked, facts, { reason: 'Repeated abuse' });
    for (const event of [known, blocked]) await identity.publish(event);
    await allSent(1);
    await daysPass(notifier, 400);
    expect(await retain(notifier)).toMatchObject({ counts: { mailsDeleted: 1 } });
    await notifier.query(`delete from inbox`);

    for (const event of [known, blocked]) await identity.publish(event);
    await settled(notifier, [known, blocked]);
    await nothingMore(1);
  });
});
