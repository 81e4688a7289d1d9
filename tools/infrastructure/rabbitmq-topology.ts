import topologies from './topology.json';

/** What each service publishes on and reads, made by `npm run generate` from the services' subscriptions. */
export { topologies };

const quorum = { durable: true, auto_delete: false, arguments: { 'x-queue-type': 'quorum' } };
const exchange = { durable: true, auto_delete: false, internal: false };

/**
 * Exchanges, queues and bindings of all services in one virtual host, as the services declare them themselves. With them
 * in place before the first service starts, no event is published before its readers are bound, in whatever order they come.
 */
export const topologyDefinitions = (vhost: string) => ({
  exchanges: topologies.flatMap(({ service }) => [
    ...['unrouted', 'parking'].map((name) => ({
      ...{ name: `${service}.${name}`, vhost, type: 'fanout', arguments: {} },
      ...exchange,
    })),
    {
      name: `${service}.events`,
      vhost,
      type: 'topic',
      ...exchange,
      arguments: { 'alternate-exchange': `${service}.unrouted` },
    },
  ]),
  queues: topologies.flatMap(({ service }) =>
    ['inbox', 'parking', 'unrouted'].map((queue) => ({ name: `${service}.${queue}`, vhost, ...quorum })),
  ),
  bindings: topologies.flatMap(({ service, subscribesTo }) => [
    ...['unrouted', 'parking'].map((name) => binding(vhost, `${service}.${name}`, '', `${service}.${name}`)),
    ...subscribesTo.flatMap(({ publisher, patterns }) =>
      patterns.map((pattern) => binding(vhost, `${publisher}.events`, pattern, `${service}.inbox`)),
    ),
  ]),
});

const binding = (vhost: string, source: string, routingKey: string, queue: string) => ({
  source,
  vhost,
  destination: queue,
  destination_type: 'queue',
  routing_key: routingKey,
  arguments: {},
});
