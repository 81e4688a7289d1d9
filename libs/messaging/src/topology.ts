import type { Subscription } from './subscriptions';

export type Topology = {
  service: string;
  subscribesTo: { publisher: string; patterns: string[] }[];
};

const services = ['identity', 'tenancy', 'notifier', 'scheduler'];

/**
 * What a service's inbox is bound to: the whole stream of each publisher whose events it subscribes to (a stream with
 * missing versions would wait for them), and its own commands on the exchanges of those who may send them.
 * @param commandSenders the services that send commands to this one; all of ours where not given
 */
export function topologyOf(
  service: string,
  subscriptions: readonly Subscription[],
  commandSenders: readonly string[] = services,
): Topology {
  const patterns = new Map<string, Set<string>>();
  const bind = (publisher: string, pattern: string) =>
    patterns.set(publisher, (patterns.get(publisher) ?? new Set()).add(pattern));
  for (const { definition } of subscriptions) {
    if (definition.kind === 'event') bind(definition.publisher, `${definition.publisher}.#`);
    else if (definition.receiver === service)
      commandSenders.forEach((sender) => bind(sender, `${service}.command.#`));
    else
      throw new TypeError(
        `${definition.type} is for ${definition.receiver}: ${service} cannot subscribe to it.`,
      );
  }
  return {
    service,
    subscribesTo: [...patterns].map(([publisher, set]) => ({ publisher, patterns: [...set] })),
  };
}
