import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelModel } from 'amqplib';
import type { DataSource } from 'typeorm';
import { type BreakerOptions, createBreaker } from './breaker';
import { brokerSession, type SessionControl, within } from './broker-session';
import { collectRefused } from './dead-letters/collect-refused';
import { bindInbox, declareInbox, declarePublisher } from './declare-topology';
import { keepHouse } from './housekeeping';
import { takeIn } from './intake';
import { fault, type Logger } from './logger';
import { passOver } from './pass-over';
import type { Poke } from './poke';
import { type QueueDepth, queueDepth } from './queue-depth';
import { storeMessages } from './store-messages';
import type { Subscription } from './subscriptions';
import type { Topology } from './topology';
import { relayChannel, workerChannel } from './transactions';
import { waker } from './waker';
import { workUntilStopped } from './work';

export type ConsumerState = {
  connected: boolean;
  /** Publishers that have not declared their exchange yet. */
  unbound: string[];
  /** Workers that are at work. */
  working: number;
  /** `open`: a dependency is down, messages wait without using up attempts. */
  breaker: 'closed' | 'open';
};

export type ConsumerOptions = {
  topology: Topology;
  subscriptions: readonly Subscription[];
  /** As the runtime role. The consumer takes up to `concurrency` + 2 connections of its pool. */
  database: DataSource;
  brokerUrl: string;
  /** The installation's name; messages of another one are parked. */
  environment: string;
  poke: Poke;
  logger: Logger;
  /** Workers that apply messages at the same time (4); each takes several streams at once where many are due. */
  concurrency?: number;
  /** Tries before a stream is parked (8). */
  maxAttempts?: number;
  /** How long a claimed stream is left alone (30 seconds); a handler that takes longer has its work undone. */
  leaseMs?: number;
  /** Milliseconds to wait after the nth failed try (2^n seconds, 60 at most). */
  backoffMs?: (attempt: number) => number;
  breaker?: Partial<BreakerOptions>;
  /** Days for which applied messages are remembered (7), see `keepHouse`. */
  keptDays?: number;
};

const setUpWithinMs = 10_000;
const bindAgainMs = 500;
const housekeepingMs = 30_000;
const defaultBackoffMs = (attempt: number): number => Math.min(60_000, 1000 * 2 ** attempt);

export type Consumer = {
  stop(): Promise<void>;
  state(): ConsumerState;
  /** How long the service's queue is; `null` while the broker does not answer. */
  queue(): Promise<QueueDepth | null>;
};

/** Takes a service's messages into its inbox (step 1) and applies them (step 2). Runs in every replica. */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { database, poke, logger, environment } = options;
  const { service, subscribesTo } = options.topology;
  const { concurrency = 4, maxAttempts = 8, leaseMs = 30_000, backoffMs = defaultBackoffMs } = options;
  const { keptDays = 7 } = options;
  const breaker = createBreaker({ failures: 5, pauseMs: 1000, ...options.breaker });
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();
  const wake = waker({ stopping: stopping.signal });
  const endListening = poke.on(workerChannel(service), wake.up);
  let unbound = subscribesTo;
  let current: ChannelModel | undefined;

  const handlers = new Map(
    options.subscriptions.map((subscription) => [subscription.definition.type, subscription]),
  );

  const store: Parameters<typeof takeIn>[2]['store'] = async (rows) => {
    const refused = await storeMessages(database, rows);
    const stored = rows.filter((row) => !refused.includes(row));
    await passOver(database, (type) => handlers.has(type), stored);
    poke.wake(workerChannel(service));
    return refused;
  };

  const bindAll = async (connection: ChannelModel, { lost, stopping: ending }: SessionControl) => {
    unbound = await within(setUpWithinMs, 'Binding the inbox', bindInbox(connection, service, subscribesTo));
    if (unbound.length > 0) {
      logger.info(
        { publishers: unbound.map(({ publisher }) => publisher) },
        'Waiting for publishers to declare their exchanges',
      );
    }
    while (unbound.length > 0 && !lost.aborted && !ending.aborted) {
      await sleep(bindAgainMs, undefined, { signal: AbortSignal.any([lost, ending]) }).catch(() => undefined);
      if (!lost.aborted && !ending.aborted) unbound = await bindInbox(connection, service, unbound);
    }
  };

  const session = brokerSession(
    { url: options.brokerUrl, name: `${service} consumer`, logger },
    async (connection, control) => {
      const channel = await connection.createChannel();
      channel.on('error', control.die);
      await within(
        setUpWithinMs,
        'Declaring the queues',
        declarePublisher(channel, service).then(() => declareInbox(channel, service)),
      );
      await channel.close();
      current = connection;
      const binding = bindAll(connection, control).catch(control.die);
      const collecting = collectRefused(connection, control, { service, database }).catch(control.die);
      await takeIn(connection, control, { service, environment, logger, store });
      await Promise.all([binding, collecting]);
    },
  );

  const loop = { database, handlers, logger, maxAttempts, backoffMs, concurrency, leaseMs, breaker };
  // Handlers may have written events of their own.
  const afterWork = () => poke.wake(relayChannel(service));
  const working = workUntilStopped({ ...loop, afterWork }, wake, stopping.signal, active);
  const housekeeping = setInterval(() => {
    keepHouse(database, logger, keptDays).catch((error: unknown) =>
      logger.warn({ ...fault(error) }, 'Housekeeping failed'),
    );
  }, housekeepingMs);

  return {
    async stop() {
      clearInterval(housekeeping);
      stopping.abort();
      await Promise.all([session.stop(), working]);
      endListening();
    },
    queue: async () => (current && session.connected() ? queueDepth(current, service) : null),
    state: () => ({
      connected: session.connected(),
      unbound: unbound.map(({ publisher }) => publisher),
      working: active.size,
      breaker: breaker.state(),
    }),
  };
}
