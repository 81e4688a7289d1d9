import { sendMail } from '@tenantry/contracts';
import { connect } from 'amqplib';
import { connectPoke, messagingMigrations, startRelay } from '@tenantry/messaging';
import { eventually, freshDatabase, silentLogger, testEnvironment } from '@tenantry/testing';
import type { EntityManager } from 'typeorm';
import type { Identity } from './start-identity';

type BusMessage = {
  id: string;
  type: string;
  source: string;
  subject: string;
  sequence: string;
  data: Record<string, unknown>;
};

/** Listens to everything that a service publishes, as another team's service would. */
export async function listenTo(brokerUrl: string, service: string) {
  const connection = await connect(brokerUrl);
  const channel = await connection.createChannel();
  channel.on('error', () => undefined); // whoever waits for the call hears of it
  const { queue } = await channel.assertQueue('', { exclusive: true });
  try {
    await channel.bindQueue(queue, `${service}.events`, '#');
  } catch (error) {
    await connection.close();
    throw error;
  }
  const received: { message: BusMessage; text: string; routingKey: string; persistent: boolean }[] = [];
  await channel.consume(
    queue,
    (delivery) => {
      if (!delivery) return;
      const text = delivery.content.toString();
      const { fields, properties } = delivery;
      const message = JSON.parse(text) as BusMessage;
      received.push({
        message,
        text,
        routingKey: fields.routingKey,
        persistent: properties.deliveryMode === 2,
      });
    },
    { noAck: true },
  );
  return {
    received,
    /** The messages of a subject, once there are so many. */
    of: (subject: string, count: number) =>
      eventually(
        () => {
          const its = received
            .filter(({ message }) => message.subject === subject)
            .map(({ message }) => message);
          if (its.length < count)
            throw new Error(`${its.length} of ${count} messages of ${subject} have arrived`);
          return its;
        },
        { within: 10_000 },
      ),
    close: () => connection.close(),
  };
}

/** The mail that identity asked for on the bus, opened as the notifier does. */
export const mailOn = (
  bus: Awaited<ReturnType<typeof listenTo>>,
  { openSealed }: Pick<Identity, 'openSealed'>,
  address: string,
) =>
  eventually(
    async () => {
      const found = bus.received.find(
        ({ message }) => message.type === sendMail.type && message.data['to'] === address,
      );
      if (!found) throw new Error(`No mail to ${address} was asked for yet`);
      const { data } = sendMail.schema.parse(found.message);
      const { link } = (await openSealed(data.sealed ?? '', data, new Date())) as { link: string };
      return { data, link };
    },
    { within: 10_000 },
  );

/** Another service's outbox and relay, to send what that service sends. */
export async function publisher(brokerUrl: string, service: string) {
  const database = await freshDatabase(service, messagingMigrations);
  const poke = await connectPoke(testEnvironment().redisUrl, silentLogger);
  const relay = startRelay({
    service,
    databaseUrl: database.runtimeUrl,
    brokerUrl,
    environment: 'test',
    poke,
    logger: silentLogger,
  });
  return {
    write: (work: (tx: EntityManager) => Promise<unknown>) => database.dataSource.transaction(work),
    async close() {
      await relay.stop();
      await poke.close();
      await database.drop();
    },
  };
}
