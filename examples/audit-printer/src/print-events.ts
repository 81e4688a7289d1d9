import { type AnyEvent, events } from '@tenantry/contracts';
import { connect } from 'amqplib';

const queue = 'audit-printer.inbox';
const known = new Map<string, AnyEvent>(events.map((event) => [event.type, event]));
const publishers = [...new Set(events.map(({ publisher }) => publisher))];

/**
 * Prints one line for every fact that Tenantry publishes: who did what to whom, and in which trace.
 *
 * The queue is this consumer's own: it keeps what arrives while nobody reads. A message may come twice (at least once is
 * what the bus promises), so ids that were printed are passed over; a service with a database keeps them there, in the
 * transaction of its effect. Types that are not in the contracts yet are passed over too, and what is not of its type or no JSON.
 * @param print takes a line without its line break
 * @returns closes the connection
 * @throws when the broker cannot be reached. Later, a lost connection ends the process: it is started again by whoever runs it.
 */
export async function printEvents(
  amqpUrl: string,
  print: (line: string) => void,
): Promise<() => Promise<void>> {
  const connection = await connect(amqpUrl, { timeout: 5_000 });
  const channel = await connection.createChannel();
  for (const lost of [connection, channel])
    lost.on('error', (error: Error) => {
      throw new Error(`The broker is gone: ${error.message}. Start again.`);
    });
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  for (const publisher of publishers) await channel.bindQueue(queue, `${publisher}.events`, `${publisher}.#`);
  await channel.prefetch(50);

  const printed = new Set<string>();
  await channel.consume(queue, (message) => {
    if (!message) throw new Error(`The queue ${queue} was deleted. Start again to declare it.`);
    const event = known.get(message.fields.routingKey)?.schema.safeParse(bodyOf(message.content));
    if (event?.success && !printed.has(event.data.id)) {
      const { time, type, subject, sequence, actor, traceparent, data } = event.data;
      print(
        `${time} ${type} ${subject}#${Number(sequence)} by ${actor} trace ${traceparent?.split('-')[1] ?? '-'} ${JSON.stringify(data)}`,
      );
      printed.add(event.data.id);
    }
    channel.ack(message);
  });
  return () => connection.close();
}

/** What the body says; undefined, which no schema takes, where it is no JSON: it would come back for ever otherwise. */
function bodyOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}
