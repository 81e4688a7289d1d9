import type { ChannelModel } from 'amqplib';
import { within } from './broker-session';

/** What the broker says of a service's queue. */
export type QueueDepth = {
  /** Messages that nobody has taken yet. */
  messages: number;
  /** Replicas that read it. */
  replicas: number;
};

const askWithinMs = 2000;

/** Asks the broker for the length of a service's queue; `null` where it does not answer in time. */
export async function queueDepth(connection: ChannelModel, service: string): Promise<QueueDepth | null> {
  try {
    const asking = async () => {
      // One of its own: the broker closes a channel over a queue that is missing.
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      try {
        const { messageCount, consumerCount } = await channel.checkQueue(`${service}.inbox`);
        return { messages: messageCount, replicas: consumerCount };
      } finally {
        await channel.close().catch(() => undefined);
      }
    };
    return await within(askWithinMs, 'Asking for the length of the queue', asking());
  } catch {
    return null;
  }
}
