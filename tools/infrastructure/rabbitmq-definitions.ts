import { services, type Service } from './services';

export type DefinitionsOptions = {
  /** RabbitMQ's version: '3.10.8'. */
  version: string;
  vhosts: string[];
  administrator: { name: string; password: string };
  passwords: Record<Service, string>;
};

/** Queues hold at most so many messages; above it publishing is refused rather than a message lost. */
const maximumLength = 2_000_000;

/**
 * What a broker must know before the services come: virtual hosts, one user a service, and the policies of their queues.
 * The services declare exchanges and queues themselves (type only); everything that is set about them is a policy here.
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
    ...services.map((service) => ({ name: service, password: passwords[service], tags: '' })),
  ],
  vhosts: vhosts.map((name) => ({ name })),
  permissions: vhosts.flatMap((vhost) => [
    { user: administrator.name, vhost, configure: '.*', write: '.*', read: '.*' },
    ...services.map((service) => ({ user: service, vhost, ...servicePermissions(service) })),
  ]),
  policies: vhosts.flatMap((vhost) =>
    services.map((service) => ({ vhost, ...inboxPolicy(service, version) })),
  ),
});

/** A service declares and writes what bears its name; besides its own it reads (binds to) all services' events. */
export const servicePermissions = (service: Service) => ({
  configure: `^${service}\\..*`,
  write: `^${service}\\..*`,
  read: `^(${service}\\..*|[a-z-]+\\.events)$`,
});

/** Rejected messages are parked at least once: through the default exchange, with publishing refused above the limit. */
export const inboxPolicy = (service: Service, version: string) => ({
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
    // From 4.0 a queue drops a message after 20 deliveries unless told otherwise; before, it never does.
    ...(Number.parseInt(version, 10) >= 4 ? { 'delivery-limit': -1 } : {}),
  },
});
