import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Subscription, topologyOf } from '@tenantry/messaging';
import type { Generated } from '../generate';
import { services } from '../infrastructure/services';
import { root } from '../paths';

/** `subscriptions.ts` of a service. A list that needs something to handle messages with is a function of it. */
type Subscribing = {
  subscriptions: readonly Subscription[] | ((...needs: object[]) => readonly Subscription[]);
  /** Who sends commands to the service, where not everybody does. */
  commandSenders?: readonly string[];
};

/** `tools/infrastructure/topology.json`: what each service's inbox is bound to, from its list of subscriptions. */
export async function topologyDocument(): Promise<Generated> {
  const topologies: unknown[] = [];
  for (const service of services) {
    const file = path.join(root, 'apps', service, 'src', 'subscriptions.ts');
    const { subscriptions, commandSenders } = (await import(pathToFileURL(file).href)) as Subscribing;
    // Only what is subscribed to is read here, no message is handled: nothing that handling needs is used.
    const list = typeof subscriptions === 'function' ? subscriptions({}, {}) : subscriptions;
    topologies.push(topologyOf(service, list, commandSenders));
  }
  return new Map([['tools/infrastructure/topology.json', `${JSON.stringify(topologies, null, 2)}\n`]]);
}
