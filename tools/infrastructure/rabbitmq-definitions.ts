import { topologyDefinitions } from './rabbitmq-topology';
import { brokerUsers, type BrokerUser, services, type Service } from './services';

export type DefinitionsOptions = {
  /** RabbitMQ's version: '3.10.8'. */
  version: string;
  vhosts: string[];
  administrator: { name: string; password: string };
  passwords: Record<BrokerUser, string>;
};

/** Queues hold at most so many messages; above it publishing is refused rather than a message lost. */
const maximumLength = 2_000_000;

/**
 * What a broker must know before the services come: virtual hosts, one user a service, exchanges, queues and bindings of
 * all services in the host '/' (the others are for tests, which begin with none), and the policies of the queues: the
 * services declare all of it again at their start, but queues by type only, so everything else about them is a policy.
 * To be loaded with `load_definitions`.
 */
export const buildDefinitions = ({
  version,
  vhosts,
  administrator,
  passwords,
}: DefinitionsOptions): object => ({
  users: [
    { name: administrator.name, password: administrator.password, tags: 'administrator' },
    ...brokerUsers.map((name) => ({ name, password: passwords[name], tags: '' })),
  ],
  vhosts: vhosts.map((name) => ({ name })),
  permissions: vhosts.flatMap((vhost) => [
    { user: administrator.name, vhost, configure: '.*', write: '.*', read: '.*' },
    ...brokerUsers.map((user) => ({ user, vhost, ...userPermissions(user) })),
  ]),
  policies: vhosts.flatMap((vhost) => policiesOf(version).map((policy) => ({ vhost, ...policy }))),
  ...(vhosts.includes('/') ? topologyDefinitions('/') : {}),
});

/** What holds for the queues of a virtual host. */
export const policiesOf = (version: string) => [
  ...services.flatMap((service) => [inboxPolicy(service, version), unroutedPolicy(service)]),
  ...(dropsRedelivered(version) ? [consumerPolicy] : []),
];

/** From 4.0 a quorum queue drops a message after 20 deliveries unless told otherwise; before, it never does. */
const dropsRedelivered = (version: string): boolean => Number.parseInt(version, 10) >= 4;

/** For the queues of other teams' consumers. A queue has one policy, that of the highest priority: the inboxes have their own. */
const consumerPolicy = {
  name: 'consumers',
  pattern: '^[a-z-]+\\.(inbox|replay)$',
  'apply-to': 'queues',
  priority: 0,
  definition: { 'delivery-limit': -1 },
};

/** A user declares and writes what bears its name; besides its own it reads (binds to) all services' events. */
export const userPermissions = (user: BrokerUser) => ({
  configure: `^${user}\\..*`,
  write: `^${user}\\..*`,
  read: `^(${user}\\..*|[a-z-]+\\.events)$`,
});

/**
 * Publishing is refused above the limit. Consumers park what they refuse themselves; what is rejected in another way (by
 * hand, by a tool) is parked by the broker, at least once, through the default exchange.
 */
const inboxPolicy = (service: Service, version: string) => ({
  name: `${service}-inbox`,
  pattern: `^${service}\\.inbox$`,
  'apply-to': 'queues',
  priority: 1,
  definition: {
    'dead-letter-exchange': '',
    'dead-letter-routing-key': `${service}.parking`,
    'dead-letter-strategy': 'at-least-once',
    overflow: 'reject-publish',
    'max-length': maximumLength,
    ...(dropsRedelivered(version) ? { 'delivery-limit': -1 } : {}),
  },
});

/** What nobody was bound for is kept for a week, the latest 100,000 of it, for people to look at; the event log has it all. */
const unroutedPolicy = (service: Service) => ({
  name: `${service}-unrouted`,
  pattern: `^${service}\\.unrouted$`,
  'apply-to': 'queues',
  priority: 1,
  definition: { 'message-ttl': 7 * 24 * 3_600_000, 'max-length': 100_000 },
});
