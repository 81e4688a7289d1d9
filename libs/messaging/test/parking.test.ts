import { eventually, testVhost } from '@tenantry/testing';
import { connect } from 'amqplib';
import { on, topologyOf } from '../src';
import { declarePublisher } from '../src/declare-topology';
import * as things from './things';

type Refused = { reason: string; exchange: string; routing_key: string; message_id: string; content: Buffer };

afterEach(things.endAll);

/** A consumer `beta`, for whose queues the broker has no policy, and alpha's exchange to publish on by hand. */
async function setUp() {
  const brokerUrl = await testVhost();
  const connection = await connect(brokerUrl);
  things.atEnd(() => connection.close());
  const channel = await connection.createConfirmChannel();
  await declarePublisher(channel, 'alpha');
  const { dataSource: database } = await things.consumerDatabase();
  const poke = await things.testPoke();
  const subscriptions = [on(things.thingChanged, (message, { tx }) => things.noteEffect(tx, message))];
  const topology = topologyOf('beta', subscriptions);
  const consumer = things.notifierConsumer({ brokerUrl, database, poke, subscriptions, topology });
  await eventually(() => expect(consumer.state()).toMatchObject({ connected: true, unbound: [] }));
  return {
    channel,
    /** What nobody can place: it has no envelope. */
    publishNonsense: async (content: string) => {
      channel.publish('alpha.events', 'alpha.thing.changed.v1', Buffer.from(content), {
        messageId: content,
        userId: decodeURIComponent(new URL(brokerUrl).username),
      });
      await channel.waitForConfirms();
    },
    parked: () =>
      eventually(async () => {
        const [message] = await database.query<Refused[]>('select * from refused_message');
        if (!message) throw new Error('nothing is parked');
        return message;
      }),
  };
}

it('[B2] parks what it refuses, with the reason, on a broker that has no policy for it', async () => {
  const { publishNonsense, parked, channel } = await setUp();
  await publishNonsense('nonsense');

  const { content, reason, exchange, ...message } = await parked();
  expect([content.toString(), message.message_id, message.routing_key]).toEqual([
    'nonsense',
    'nonsense',
    'alpha.thing.changed.v1',
  ]);
  expect([reason, exchange]).toEqual([expect.stringMatching(/./), 'alpha.events']);
  for (const queue of ['beta.inbox', 'beta.parking'])
    await eventually(async () => expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 0 }));
});

it('[B2] keeps what it refuses in the inbox until it is parked', async () => {
  const { publishNonsense, parked, channel } = await setUp();
  await channel.unbindQueue('beta.parking', 'beta.parking', '');
  await publishNonsense('kept');

  // Returned, so not acknowledged: the consumer connects again, declares its queues and bindings, and parks it then.
  expect((await parked()).content.toString()).toBe('kept');
});
