import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfirmChannel } from 'amqplib';
import { Client } from 'pg';
import { brokerSession, type SessionControl, within } from './broker-session';
import { declarePublisher } from './declare-topology';
import type { Logger } from './logger';
import { type Database, deleteSent, type Origin, type Outgoing, selectPending } from './outgoing';
import type { Poke } from './poke';
import { publishAll } from './publish-all';
import { relayChannel } from './transactions';
import { waker } from './waker';

export type RelayState = {
  /** Whether this replica's relay is the one that works. */
  leader: boolean;
  /** Whether it has a connection to the broker. */
  connected: boolean;
  /** Messages that the broker has confirmed since the start. */
  sent: number;
};

export type RelayOptions = {
  service: string;
  databaseUrl: string;
  brokerUrl: string;
  /** The installation's name, which every message carries. */
  environment: string;
  poke: Poke;
  logger: Logger;
  /** Messages that are confirmed and deleted together. */
  windowSize?: number;
  confirmWithinMs?: number;
  /** A leader that says nothing for so long is frozen: the database ends its session, and with it its lock. */
  idleWithinMs?: number;
};

/** One relay per database: `pg_try_advisory_lock` of this pair of numbers (the second is for the relay). */
const relayLock = [20_258, 1];
/** One being read, one on its way and one being deleted. */
const windowsOnTheirWay = 3;
/**
 * Whoever writes to the outbox wakes the relay after the commit. The poll is for what did not: a process that was killed between
 * the two, a wake that was lost with a connection to Redis, rows written by hand. Each costs every service a statement,
 * so they are rare; while this replica cannot reach Redis, no other's wake comes through and the poll is all there is.
 */
const pollMs = 1000;
const pollUnwokenMs = 100;
const standbyPollMs = 250;
const returnedAgainMs = 2000;

/** The windows share the connection that holds the lock; pg takes one statement at a time. */
function oneAtATime(client: Client): Database {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query: (statement) => {
      const next = last.then(() => client.query(statement));
      last = next.catch(() => undefined);
      return next as never;
    },
  };
}

/**
 * Publishes what stands in the outbox, in order, and deletes what the broker has confirmed. Runs in every replica; an
 * advisory lock lets one of them work. Any doubt about a window ends the connection and repeats it with the same ids.
 */
export function startRelay(options: RelayOptions): { stop(): Promise<void>; state(): RelayState } {
  const { service, logger, windowSize = 500, confirmWithinMs = 10_000, idleWithinMs = 15_000 } = options;
  const userId = decodeURIComponent(new URL(options.brokerUrl).username) || 'guest';
  const origin: Origin = { service, environment: options.environment, userId };
  // The database ends the session of a leader that says nothing for `idleWithinMs`.
  const restMs = () => Math.min(options.poke.reachable() ? pollMs : pollUnwokenMs, idleWithinMs / 3);
  let leader = false;
  let sent = 0;

  /** Publishes windows until the session ends; the next one leaves while the last is being confirmed and deleted. */
  const relay = async (db: Database, channel: ConfirmChannel, control: SessionControl) => {
    const busy = new Set<string>();
    const heldBack = new Map<string, number>();
    const windows = new Set<Promise<void>>();
    const wake = waker(control);
    const endListening = options.poke.on(relayChannel(service), wake.up);

    const send = async (pending: readonly Outgoing[]) => {
      const live = pending.filter((message) => !message.expired);
      for (const { id, type, expired } of pending) {
        if (expired)
          logger.warn({ commandId: id, type }, 'A command expired before the broker could be reached');
      }
      const returned = await within(
        confirmWithinMs,
        'Confirming',
        publishAll(channel, `${service}.events`, live),
      );
      const done = pending.filter((message) => !returned.has(message.id)).map((message) => message.rowId);
      for (const { id, type, rowId } of pending) {
        if (!returned.has(id)) continue;
        logger.error(
          { messageId: id, type },
          'No queue takes this message: it stays in the outbox. Declare the topology.',
        );
        heldBack.set(rowId, Date.now() + returnedAgainMs);
      }
      await deleteSent(db, done);
      done.forEach((rowId) => busy.delete(rowId));
      sent += live.length - returned.size;
    };

    try {
      while (!control.stopping.aborted && !control.lost.aborted) {
        for (const [rowId, until] of heldBack) {
          if (until < Date.now()) [heldBack, busy].forEach((set) => set.delete(rowId));
        }
        wake.arm();
        const pending = await selectPending(db, origin, [...busy], windowSize);
        if (pending.length === 0) {
          await wake.wait(restMs());
          continue;
        }
        pending.forEach((message) => busy.add(message.rowId));
        const window: Promise<void> = send(pending)
          .catch(control.die)
          .finally(() => windows.delete(window));
        windows.add(window);
        if (windows.size >= windowsOnTheirWay) await Promise.race(windows);
      }
      await Promise.all(windows);
    } finally {
      endListening();
    }
  };

  const session = brokerSession(
    { url: options.brokerUrl, name: `${service} relay`, logger },
    async (connection, control) => {
      const db = new Client({
        connectionString: options.databaseUrl,
        application_name: `${service} relay`,
        keepAlive: true,
        connectionTimeoutMillis: 3000,
        query_timeout: idleWithinMs,
        statement_timeout: idleWithinMs,
        // The second setting is for a leader that freezes while an answer is on its way to it.
        // The third is against a plan that sorts a long outbox to send its first rows.
        // The last: all that is written here deletes what was sent, and nothing waits for it. Forgotten by a database that
        // crashes, it is sent again with the same id, which receivers pass over.
        options: `-c idle_session_timeout=${idleWithinMs} -c tcp_user_timeout=${idleWithinMs} -c enable_seqscan=off -c synchronous_commit=off`,
      });
      db.on('error', control.die);
      try {
        const channel = await connection.createConfirmChannel();
        channel.on('error', control.die);
        channel.on('close', () => control.die(new Error('the broker closed the channel')));
        await within(confirmWithinMs, 'Declaring the exchange', declarePublisher(channel, service));
        await db.connect();
        while (!control.stopping.aborted && !control.lost.aborted) {
          const { rows } = await db.query<{ locked: boolean }>(
            'select pg_try_advisory_lock($1, $2) as locked',
            relayLock,
          );
          leader = rows[0]?.locked ?? false;
          if (leader) await relay(oneAtATime(db), channel, control);
          else await sleep(standbyPollMs, undefined, { signal: control.stopping }).catch(() => undefined);
        }
      } finally {
        leader = false;
        await within(1000, 'Closing the database connection', db.end()).catch(() => undefined);
      }
    },
  );

  return { stop: () => session.stop(), state: () => ({ leader, connected: session.connected(), sent }) };
}
