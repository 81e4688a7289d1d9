import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { fault, type Logger } from './logger';

/** Wakes whoever listens on a channel, in this process at once and in the other replicas over Redis. */
export type Poke = {
  wake(channel: string): void;
  /** @returns a function that ends the listening */
  on(channel: string, listener: () => void): () => void;
  /** Whether wakes of other replicas come through; where not, whoever waits for one had better look often. */
  reachable(): boolean;
  close(): Promise<void>;
};

const redisChannel = 'tenantry:poke';
const connectWithinMs = 2000;

/**
 * Connects to Redis pub/sub. Pokes save waiting and carry nothing, so an outage of Redis is logged and never thrown:
 * the polls of relay and worker are the net.
 */
export async function connectPoke(redisUrl: string, logger: Logger): Promise<Poke> {
  const origin = randomUUID();
  const listeners = new Map<string, Set<() => void>>();
  const unsent = new Set<string>();
  let sending = false;
  let reachable = true;

  const publisher = createClient({ url: redisUrl, disableOfflineQueue: true });
  const subscriber = createClient({ url: redisUrl });
  for (const client of [publisher, subscriber]) {
    client.on('error', (error: Error) => {
      if (reachable)
        logger.warn({ ...fault(error) }, 'Redis is out of reach: relay and worker poll until it is back');
      reachable = false;
    });
    client.on('ready', () => (reachable = true));
  }

  const tell = (channel: string) => listeners.get(channel)?.forEach((listener) => listener());
  // What was said while this replica could not hear it was perhaps for every channel.
  subscriber.on('ready', () => [...listeners.keys()].forEach(tell));
  const receive = (message: string) => {
    const [from, channel] = message.split(' ');
    if (from !== origin && channel) tell(channel);
  };
  // Wakes that come while one is on its way leave together with the next.
  const send = async () => {
    if (sending) return;
    sending = true;
    while (unsent.size > 0 && publisher.isReady) {
      const channels = [...unsent];
      unsent.clear();
      await Promise.allSettled(
        channels.map((channel) => publisher.publish(redisChannel, `${origin} ${channel}`)),
      );
    }
    unsent.clear();
    sending = false;
  };

  const connecting = Promise.allSettled([
    publisher.connect(),
    subscriber.connect().then(() => subscriber.subscribe(redisChannel, receive)),
  ]);
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([connecting, new Promise((resolve) => (timer = setTimeout(resolve, connectWithinMs)))]);
  clearTimeout(timer);

  return {
    wake(channel) {
      tell(channel);
      unsent.add(channel);
      void send();
    },
    on(channel, listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return () => known.delete(listener);
    },
    reachable: () => publisher.isReady && subscriber.isReady,
    close() {
      publisher.destroy();
      subscriber.destroy();
      return Promise.resolve();
    },
  };
}
