import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { CommandDataOf, sendMail } from '@tenantry/contracts';
import { declareTopologies, topologyOf } from '@tenantry/messaging';
import { eventually, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { commandSenders, subscriptions } from '../../src/subscriptions';
import { identityOn } from './bus';
import { aMailServer } from './mail-server';
import { aNotifier } from './notifier';
import { startProcess } from './process';
import { aSecretMail, inDays } from './things';

type Row = { messageId: string; secret: boolean; state: string };
const within = { within: 120_000, every: 20 };

/**
 * Has the service send mails that identity asks for, half of them with a link, and kills it again and again on the way: by turns
 * when the mail server has a whole mail and has not answered, and when it has just answered.
 * @returns what came of each mail: `accepted` times by the mail server, of them `unnoted` times without the service having written
 *   it down before it died
 */
export async function killedWhileItSends({ mails, kills }: { mails: number; kills: number }) {
  const closers: (() => Promise<unknown>)[] = [];
  let child: ChildProcess | undefined;
  try {
    let killAt = Infinity;
    const server = await aMailServer((nth) => {
      if (nth + 1 >= killAt) child?.kill('SIGKILL');
      return { reply: 'accept' };
    });
    closers.push(() => server.close());
    const notifier = await aNotifier({ sending: false });
    closers.push(() => notifier.close());
    const brokerUrl = await testVhost();
    await ask(brokerUrl, mails);

    const rows = () => notifier.query<Row>(`select message_id as "messageId", secret, state from mails`);
    const accepted = () => {
      const counts = new Map<string, number>();
      for (const { messageId = '' } of server.received)
        counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
      return counts;
    };
    const unnoted = new Map<string, number>();
    const interrupted = new Set<string>();
    const accounted = new Map<string, number>();
    /** After a kill: which mails it has interrupted, and which of those the mail server has nevertheless. */
    const takeStock = async () => {
      const now = accepted();
      for (const { messageId, state } of await rows()) {
        const copies = now.get(messageId) ?? 0;
        if (state === 'sending') {
          interrupted.add(messageId);
          if (copies > (accounted.get(messageId) ?? 0))
            unnoted.set(messageId, (unnoted.get(messageId) ?? 0) + 1);
        }
        accounted.set(messageId, copies);
      }
    };
    /** What a process has sent to the database or the mail server before it died may still arrive. */
    const quiet = () =>
      eventually(async () => {
        const [alive] = await notifier.query<{ connections: number }>(
          `select count(*)::int as connections from pg_stat_activity
           where datname = current_database() and application_name like 'notifier%'`,
        );
        expect([alive?.connections, server.open()]).toEqual([0, 0]);
      }, within);

    /** Runs the service until it is killed. As a platform does, one that could not start, on a busy machine, is started again. */
    const run = () =>
      new Promise<void>((resolve, reject) => {
        const start = (tries: number) => {
          child = startProcess(notifier, { brokerUrl, smtpUrl: server.url });
          child.once('exit', (code, signal) => {
            if (signal) resolve();
            else if (tries > 1) start(tries - 1);
            else
              reject(
                new Error(`The service has ended by itself, with ${code}, each time that it was started.`),
              );
          });
        };
        start(3);
      });

    for (let killed = 1; killed <= kills; killed += 1) {
      const target = Math.floor((mails * killed) / (kills + 1));
      const answered = killed % 2 === 0;
      killAt = answered ? Infinity : target;
      const killedOff = run();
      if (answered) {
        await eventually(() => expect(server.received.length).toBeGreaterThanOrEqual(target), {
          ...within,
          every: 1,
        });
        child?.kill('SIGKILL');
      }
      await killedOff;
      await quiet();
      await takeStock();
      // As after the time that a claim is left alone.
      await notifier.query(`update mails set lease_until = now() where state = 'sending'`);
      await notifier.query(`update stream set due = now() where owner is not null`);
    }
    killAt = Infinity;
    void run();
    await eventually(async () => {
      const counts = await notifier.query<{ state: string; count: number }>(
        `select state, count(*)::int as count from mails where state in ('ready', 'sending') group by state`,
      );
      expect({ counts, mails: (await rows()).length }).toEqual({ counts: [], mails });
    }, within);
    const counts = accepted();
    return (await rows()).map((row) => ({
      ...row,
      interrupted: interrupted.has(row.messageId),
      accepted: counts.get(row.messageId) ?? 0,
      unnoted: unnoted.get(row.messageId) ?? 0,
    }));
  } finally {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    for (const close of closers.reverse()) await close();
  }
}

/** Asks for the mails as identity does, into the queue of a service that does not run yet. */
async function ask(brokerUrl: string, mails: number): Promise<void> {
  const identity = await identityOn(brokerUrl);
  const connection = await connect(brokerUrl);
  const topologies = [
    ...commandSenders.map((service) => ({ service, subscribesTo: [] })),
    topologyOf(
      'notifier',
      subscriptions(() => Promise.resolve()),
      commandSenders,
    ),
  ];
  await declareTopologies(connection, topologies);
  await connection.close();
  for (let n = 0; n < mails; n += 1) {
    const to = `${n}@domain-${n % 40}.example`;
    await identity.publish(identity.command(n % 2 === 0 ? await withLink(to) : without(to), inDays(7)));
  }
  await identity.close();
}

async function withLink(to: string): Promise<CommandDataOf<typeof sendMail>> {
  const { mailId = '', values, sealed } = (await aSecretMail({ to })).mail;
  return { mailId, template: 'invitation', userId: null, to, language: 'en', values, sealed };
}
const without = (to: string): CommandDataOf<typeof sendMail> => ({
  ...{ mailId: randomUUID(), template: 'already_registered', userId: null, to },
  ...{ language: 'en', values: {}, sealed: null },
});

type Fate = Awaited<ReturnType<typeof killedWhileItSends>>[number];

/** Holds what came of the mails against what was promised of them. @returns the counts, to be told */
export function judged(fates: readonly Fate[]) {
  const [secret, plain] = [fates.filter((mail) => mail.secret), fates.filter((mail) => !mail.secret)];
  // One with a link goes out once more for each time that it is not known whether it did, always as the same mail.
  for (const { state, accepted, unnoted } of secret)
    expect({ state, accepted }).toEqual({ state: 'sent', accepted: 1 + unnoted });
  // One that only tells of something is never doubled; where it is not known whether it went, that is what it says.
  for (const { state, accepted, unnoted, interrupted } of plain)
    expect({ state, accepted }).toEqual(
      interrupted ? { state: 'unknown', accepted: unnoted } : { state: 'sent', accepted: 1 },
    );
  return {
    sent: fates.filter(({ accepted }) => accepted > 0).length,
    doubles: secret.reduce((sum, { accepted }) => sum + accepted - 1, 0),
    unknown: plain.filter(({ state }) => state === 'unknown').length,
    interrupted: fates.filter(({ interrupted }) => interrupted).length,
  };
}
