import { randomUUID } from 'node:crypto';
import { declareTopologies } from '@tenantry/messaging';
import { testEnvironment } from '@tenantry/testing';
import { type ChannelModel, connect, type ConfirmChannel } from 'amqplib';
import { topologies } from '../infrastructure/rabbitmq-topology';

// The virtual host '/', as the broker of this run knows it from its definitions: no service has ever connected to it.
let connection: ChannelModel;
let channel: ConfirmChannel;

beforeAll(async () => {
  connection = await connect(testEnvironment().amqpUrl, { timeout: 5_000 });
  channel = await connection.createConfirmChannel();
});
afterAll(() => connection.close());

const services = topologies.map(({ service }) => service);

/** The ids of what waits in a queue, which is empty afterwards: everything up to a last message put behind the others. */
const take = async (queue: string): Promise<string[]> => {
  const ids: string[] = [];
  const last = randomUUID();
  const consumer = await new Promise<string>((resolve, reject) => {
    const started = channel.consume(
      queue,
      (message) => {
        const id = String(message?.properties.messageId);
        if (id === last) started.then(({ consumerTag }) => resolve(consumerTag), reject);
        else ids.push(id);
      },
      { noAck: true },
    );
    started.catch(reject);
    channel.sendToQueue(queue, Buffer.from('{}'), { messageId: last });
  });
  await channel.cancel(consumer);
  return ids;
};

/** Publishes one event of each service and one command from each to each: `['identity.something.v1 → tenancy.inbox', …]`. */
const whoIsReached = async (): Promise<string[]> => {
  const keys = new Map<string, string>();
  for (const service of services) {
    const types = [
      `${service}.something.v1`,
      ...services.map((receiver) => `${receiver}.command.something.v1`),
    ];
    for (const type of types) {
      const messageId = randomUUID();
      keys.set(messageId, `${type} of ${service}`);
      channel.publish(`${service}.events`, type, Buffer.from('{}'), { messageId });
    }
  }
  await channel.waitForConfirms();
  const queues = services.flatMap((service) => [`${service}.inbox`, `${service}.unrouted`]);
  const reached = await Promise.all(
    queues.map(async (queue) =>
      (await take(queue)).filter((id) => keys.has(id)).map((id) => `${keys.get(id)} → ${queue}`),
    ),
  );
  return reached.flat().sort();
};

it('[B2] takes an event to its readers before the first service has started, and the services find nothing to add', async () => {
  const before = await whoIsReached();
  expect(before).toEqual(
    expect.arrayContaining([
      'identity.something.v1 of identity → tenancy.inbox',
      'identity.something.v1 of identity → notifier.inbox',
      'identity.something.v1 of identity → scheduler.inbox',
      'identity.command.something.v1 of scheduler → identity.inbox',
      'scheduler.something.v1 of scheduler → scheduler.unrouted',
    ]),
  );

  // Dozens of queues, each written by the broker's log. A difference in a queue's or exchange's settings would be refused: PRECONDITION_FAILED.
  await declareTopologies(connection, topologies);

  expect(await whoIsReached()).toEqual(before);
}, 120_000);
