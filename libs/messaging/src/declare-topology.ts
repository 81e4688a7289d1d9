import type { Channel, ChannelModel } from 'amqplib';
import type { Topology } from './topology';

// Everything else about a queue is a policy: arguments cannot be changed later (406 in a rolling deployment).
const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

/** The exchange that a service publishes on; what nobody is bound for goes to the queue `<service>.unrouted`. */
export async function declarePublisher(channel: Channel, service: string): Promise<void> {
  const unrouted = `${service}.unrouted`;
  await channel.assertExchange(unrouted, 'fanout', { durable: true });
  await channel.assertQueue(unrouted, quorum);
  await channel.bindQueue(unrouted, unrouted, '');
  await channel.assertExchange(`${service}.events`, 'topic', { durable: true, alternateExchange: unrouted });
}

/** The queues that a service reads: its inbox, and where it parks what the inbox cannot take. */
export async function declareInbox(channel: Channel, service: string): Promise<void> {
  const parking = `${service}.parking`;
  await channel.assertExchange(parking, 'fanout', { durable: true });
  await channel.assertQueue(parking, quorum);
  await channel.bindQueue(parking, parking, '');
  await channel.assertQueue(`${service}.inbox`, quorum);
}

/**
 * Binds the inbox to the publishers that exist by now. Services start in any order and only a publisher may declare
 * its exchange, so a missing one is for the caller to try again.
 * @returns the publishers that have no exchange yet
 */
export async function bindInbox(
  connection: ChannelModel,
  service: string,
  subscriptions: Topology['subscribesTo'],
): Promise<Topology['subscribesTo']> {
  const missing: Topology['subscribesTo'] = [];
  for (const subscription of subscriptions) {
    const exchange = `${subscription.publisher}.events`;
    const channel = await connection.createChannel();
    // The broker closes the channel over a missing exchange; the promise below says so too.
    channel.on('error', () => undefined);
    try {
      await channel.checkExchange(exchange);
    } catch (error) {
      if ((error as { code?: number }).code !== 404) throw error;
      missing.push(subscription);
      continue;
    }
    for (const pattern of subscription.patterns)
      await channel.bindQueue(`${service}.inbox`, exchange, pattern);
    await channel.close();
  }
  return missing;
}

/**
 * Declares what these services publish on and read, as each does itself at its start, so that none of them says
 * anything before the others are bound. Needs a user who may do so for all of them.
 */
export async function declareTopologies(
  connection: ChannelModel,
  topologies: readonly Topology[],
): Promise<void> {
  const channel = await connection.createChannel();
  for (const { service } of topologies) {
    await declarePublisher(channel, service);
    await declareInbox(channel, service);
  }
  await channel.close();
  for (const { service, subscribesTo } of topologies) {
    const [missing] = await bindInbox(connection, service, subscribesTo);
    if (missing)
      throw new TypeError(`${service} subscribes to ${missing.publisher}, which is not among them.`);
  }
}
