import { type ConfirmChannel, connect } from 'amqplib';
import { Client } from 'pg';
import { outgoingOf, type Origin, type Outgoing, type OutboxRow } from './outgoing';
import { publishAll } from './publish-all';

export type ReplayOptions = {
  service: string;
  databaseUrl: string;
  brokerUrl: string;
  environment: string;
  /** Whose queue `<consumer>.replay` is to get the log. */
  consumer: string;
  /** Told after each window, and with 0 before the first. */
  onProgress?: (published: number, total: number) => void;
};

const windowSize = 500;

/**
 * Publishes the whole log of a service again, for one consumer only: on the service's own exchange, with the routing key
 * `<consumer>.replay.<type>`, to which the consumer has bound its queue. The messages are those of old, without what has
 * been erased since, and bear the header `replay`.
 *
 * It ends with the event that was the last one at its start: whoever has bound a queue to the live events before that
 * misses none, and gets some of them twice.
 * @returns how many events were published
 * @throws where that queue is missing or not bound, and where the broker does not take a message
 */
export async function replayLog(options: ReplayOptions): Promise<number> {
  const database = new Client({ connectionString: options.databaseUrl, application_name: 'replay' });
  const broker = await connect(options.brokerUrl, { timeout: 5_000 });
  // amqplib leaves whoever waits for a confirm waiting when the connection goes.
  const lost = new Promise<never>((_, reject) => {
    for (const gone of ['error', 'close'])
      broker.once(gone, (error?: Error) => reject(error ?? new Error('The broker is gone.')));
  });
  lost.catch(() => undefined);
  broker.on('error', () => undefined);
  try {
    await database.connect();
    return await Promise.race([
      openChannel(broker).then((channel) => replay(database, channel, options)),
      lost,
    ]);
  } finally {
    await database.end();
    await broker.close().catch(() => undefined);
  }
}

async function openChannel(broker: Awaited<ReturnType<typeof connect>>): Promise<ConfirmChannel> {
  const channel = await broker.createConfirmChannel();
  channel.on('error', () => undefined);
  return channel;
}

async function replay(database: Client, channel: ConfirmChannel, options: ReplayOptions): Promise<number> {
  const { service, consumer, brokerUrl, environment, onProgress } = options;
  const queue = `${consumer}.replay`;
  // Every reader of this service is bound to what begins with its name.
  if (consumer === service) throw new Error(`${service} cannot replay to itself.`);
  await requireQueue(channel, queue);
  const userId = decodeURIComponent(new URL(brokerUrl).username) || 'guest';
  const origin: Origin = { service, environment, userId };
  const end = await endOfLog(database);
  onProgress?.(0, end.events);
  let published = 0;
  for (let after = '0'; ;) {
    const events = await selectLogged(database, origin, after, end.id);
    const last = events.at(-1);
    if (!last) return published;
    const count = events.length;
    // One first: where the queue is not bound, no more than that goes astray.
    if (published === 0) await publishFirst(channel, events.splice(0, 1), { service, queue });
    await publishAll(channel, `${service}.events`, events.map(addressed(queue)));
    published += count;
    after = last.rowId;
    onProgress?.(published, end.events);
  }
}

async function requireQueue(channel: ConfirmChannel, queue: string): Promise<void> {
  await channel.checkQueue(queue).catch((error: unknown) => {
    throw new Error(`There is no queue ${queue}: its consumer declares and binds it first.`, {
      cause: error,
    });
  });
}

/**
 * What no queue is bound for goes to the service's queue for that.
 * @throws where it does; where that queue is full already it cannot be seen
 */
async function publishFirst(
  channel: ConfirmChannel,
  first: Outgoing[],
  { service, queue }: { service: string; queue: string },
): Promise<void> {
  const astray = async () => (await channel.checkQueue(`${service}.unrouted`)).messageCount;
  const before = await astray();
  await publishAll(channel, `${service}.events`, first.map(addressed(queue)));
  if ((await astray()) > before)
    throw new Error(
      `The queue ${queue} is not bound to ${service}.events with ${queue}.#: its consumer binds it first.`,
    );
}

/** To one consumer's queue, marked; the trace of the command is not told again. */
const addressed =
  (queue: string) =>
  (message: Outgoing): Outgoing => ({
    ...message,
    type: `${queue}.${message.type}`,
    traceparent: null,
    properties: {
      ...message.properties,
      headers: { ...(message.properties.headers as object), replay: true },
    },
  });

async function endOfLog(database: Client): Promise<{ id: string; events: number }> {
  const { rows } = await database.query<{ id: string; events: number }>(
    'select coalesce(max(id), 0)::text as id, count(*)::int as events from event_log',
  );
  return rows[0] ?? { id: '0', events: 0 };
}

/**
 * By id, which is the order of the versions within each subject. A transaction that is still open may commit an id below
 * the end afterwards: its events go out live.
 */
async function selectLogged(
  database: Client,
  origin: Origin,
  after: string,
  end: string,
): Promise<Outgoing[]> {
  const { rows } = await database.query<OutboxRow>(
    `select log.id, false as expired, null as command, log.event_id, log.type, log.subject, log.version,
       log.data::text as data, apart.personal::text as personal, log.actor, log.on_behalf_of, log.traceparent, log.occurred_at
     from event_log log left join event_personal apart on apart.event_id = log.event_id
     where log.id > $1 and log.id <= $2 order by log.id limit ${windowSize}`,
    [after, end],
  );
  return rows.map((row) => outgoingOf(row, origin));
}
