import { buildDefinitions, userPermissions } from '../infrastructure/rabbitmq-definitions';
import { refusalWithoutPolicies } from '../infrastructure/rabbitmq-given';

type Policy = {
  vhost: string;
  name: string;
  pattern: string;
  priority: number;
  definition: Record<string, unknown>;
};

const build = (version: string) =>
  buildDefinitions({
    version,
    vhosts: ['/', 'test-1'],
    administrator: { name: 'admin', password: 'a' },
    passwords: {
      identity: 'i',
      tenancy: 't',
      notifier: 'n',
      scheduler: 's',
      'audit-printer': 'p',
      'python-consumer': 'q',
    },
  }) as { policies: Policy[] };

it('parks at least once what an inbox rejects, in every virtual host', () => {
  const { policies } = build('3.10.8');

  expect(policies).toHaveLength(16);
  expect(policies).toContainEqual(
    expect.objectContaining({
      vhost: 'test-1',
      name: 'identity-inbox',
      definition: expect.objectContaining({
        'dead-letter-routing-key': 'identity.parking',
        'dead-letter-strategy': 'at-least-once',
        overflow: 'reject-publish',
      }) as object,
    }),
  );
});

it('sets no delivery limit: there is none before RabbitMQ 4, and 20 from then on unless it is lifted', () => {
  expect(build('3.10.8').policies[0]?.definition).not.toHaveProperty('delivery-limit');
  expect(build('4.1.4').policies[0]?.definition).toHaveProperty('delivery-limit', -1);
});

it.each([
  ['billing.inbox', 'consumers'],
  ['billing.replay', 'consumers'],
  ['identity.inbox', 'identity-inbox'],
])('drops nothing from %s on RabbitMQ 4, by the policy %s', (queue, name) => {
  const { policies } = build('4.1.4');
  const matching = policies.filter(({ vhost, pattern }) => vhost === '/' && new RegExp(pattern).test(queue));
  // A queue has one policy, the matching one of the highest priority; of two with the same nobody knows which.
  const [first, second] = matching.sort((a, b) => b.priority - a.priority);

  expect(policies).toHaveLength(18);
  expect(first).toMatchObject({ name, definition: { 'delivery-limit': -1 } });
  expect(second?.priority).not.toBe(first?.priority);
});

it('refuses a given broker that drops messages unless a policy says otherwise, when no policy can be set', () => {
  const api = 'http://broker:15672';

  expect(refusalWithoutPolicies('4.1.4', api)).toContain('AMQP_MANAGEMENT_URL');
  expect(refusalWithoutPolicies('3.13.7', api)).toBeUndefined();
});

it('lets a service write its own and read all services’ events', () => {
  const { configure, write, read } = userPermissions('tenancy');
  const may = (pattern: string, name: string): boolean => new RegExp(pattern).test(name);

  for (const pattern of [configure, write, read]) expect(may(pattern, 'tenancy.events')).toBe(true);
  for (const pattern of [configure, write]) expect(may(pattern, 'identity.events')).toBe(false);
  expect(may(read, 'identity.events')).toBe(true);
  expect(may(read, 'identity.inbox')).toBe(false);
});
