import type { ConfirmChannel, Message } from 'amqplib';
import { SpanStatusCode } from '@opentelemetry/api';
import type { Outgoing } from './outgoing';
import { startPublishSpan } from './trace';

/**
 * Publishes messages and waits until the broker has confirmed each of them.
 * @returns the ids of those that no queue took; the broker returns a message before it confirms it
 * @throws where one was refused, or the channel closed: whatever is unconfirmed then is unknown, not unsent
 */
export async function publishAll(
  channel: ConfirmChannel,
  exchange: string,
  messages: readonly Outgoing[],
): Promise<ReadonlySet<string>> {
  const returned = new Set<string>();
  if (messages.length === 0) return returned;
  const onReturn = (message: Message) => returned.add(String(message.properties.messageId));
  channel.on('return', onReturn);
  const spans = messages.map((message) => startPublishSpan(message.traceparent, message.type, message.id));
  try {
    await new Promise<void>((resolve, reject) => {
      let unconfirmed = messages.length;
      for (const { type, body, properties } of messages) {
        channel.publish(exchange, type, Buffer.from(body), properties, (error: unknown) => {
          if (error) reject(error instanceof Error ? error : new Error('the broker refused a message'));
          else if (--unconfirmed === 0) resolve();
        });
      }
    });
  } catch (error) {
    spans.forEach((span) => span?.setStatus({ code: SpanStatusCode.ERROR }));
    throw error;
  } finally {
    channel.off('return', onReturn);
    spans.forEach((span) => span?.end());
  }
  return returned;
}
