import type { ConsumerState } from './consumer';

/**
 * A check that passes once the consumer's inbox is bound to everything that it subscribes to. What is published before
 * that does not reach it, so a new installation gets its first work afterwards.
 */
export const requireBound = (consumer: { state(): ConsumerState }) => (): void => {
  const { unbound } = consumer.state();
  if (unbound.length > 0) throw new Error(`The inbox is not bound to ${unbound.join(', ')} yet.`);
};
