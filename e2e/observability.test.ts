import { eventually } from '@tenantry/testing';
import { services } from '../tools/infrastructure/services';
import { queries, usesIn } from '../tools/observability';
import { runningSystem, type System } from './harness';
import { openByCode, post } from './support/accounts';

/** What Prometheus itself writes, and what RabbitMQ's exporter does: see its plugin rabbitmq_prometheus. */
const ofOthers: Record<string, string[]> = {
  up: [],
  ALERTS: ['alertstate'],
  rabbitmq_detailed_queue_consumers: ['queue'],
  rabbitmq_detailed_queue_messages: ['queue'],
  rabbitmq_detailed_queue_messages_ready: ['queue'],
};
/** What Prometheus adds to each series of ours. */
const added = ['job', 'service', 'instance'];

/** The labels of each metric that the four services print, by the name under which it is asked for. */
async function printed(system: System): Promise<Map<string, Set<string>>> {
  const texts = await Promise.all(
    services.map(async (name) => (await fetch(`${system.services[name].operationsUrl}/metrics`)).text()),
  );
  const metrics = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of texts.join('\n').matchAll(/^([a-z]\w*)(?:\{(.*)\})? /gm)) {
    const known = metrics.get(name) ?? new Set(added);
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    metrics.set(name, known);
  }
  return metrics;
}

describe('alarms and dashboard', () => {
  let system: System;

  beforeAll(async () => {
    system = runningSystem();
    const account = { organization: 'Gauge Works', firstName: 'Gia', lastName: 'Moor' };
    const { organizationId, cookie } = await openByCode(system, { ...account, email: 'gia@gauge.example' });
    const invitation = { organizationId, addresses: ['ned@gauge.example'], accountType: 'standard' };
    // Until tenancy has heard of the new organization.
    await eventually(() => post(system, '/v1/invitations', { ...invitation, language: 'en' }, cookie), {
      within: 10_000,
    });
  });

  it('read nothing but what the services print', async () => {
    await eventually(async () => {
      const metrics = await printed(system);
      const unknown = queries().flatMap(({ where, expression }) =>
        usesIn(expression).flatMap(({ metric, labels }) => {
          const known =
            metrics.get(metric) ??
            (metric in ofOthers ? new Set([...added, ...(ofOthers[metric] ?? [])]) : undefined);
          if (!known) return [`${where}: there is no ${metric}`];
          return labels
            .filter((label) => !known.has(label))
            .map((label) => `${where}: ${metric} has no ${label}`);
        }),
      );
      expect(unknown).toEqual([]);
    });
  });

  it('read the route of the decisions', async () => {
    const metrics = await (await fetch(`${system.services.tenancy.operationsUrl}/metrics`)).text();
    expect(metrics).toContain('route="/internal/decisions",status="200"');
  });
});
