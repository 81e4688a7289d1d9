import { once } from 'node:events';
import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { SessionControl } from './broker-session';
import type { Logger } from './logger';
import { parkRefused } from './park-refused';
import { type InboxRow, readMessage } from './read-message';

const prefetch = 500;

export type Intake = {
  service: string;
  environment: string;
  logger: Logger;
  /** Commits the rows and gives back those that cannot be kept. */
  store(rows: readonly InboxRow[]): Promise<readonly InboxRow[]>;
};

/**
 * Takes deliveries into the inbox, as many at once as have come meanwhile, until the session ends. They are acknowledged
 * after the commit, or once the parking queue has them: a crash between the two delivers twice and loses nothing. Nothing is requeued: on RabbitMQ 3.10 that
 * puts a message behind the others.
 */
export async function takeIn(
  connection: ChannelModel,
  control: SessionControl,
  intake: Intake,
): Promise<void> {
  const { service, logger } = intake;
  const channel = await connection.createChannel();
  const parking = await connection.createConfirmChannel();
  const closed = () => control.die(new Error('the broker closed the channel'));
  for (const each of [channel, parking]) {
    each.on('error', control.die);
    each.on('close', closed);
    each.on('handler-error', control.die);
  }
  await channel.prefetch(prefetch);

  let waiting: ConsumeMessage[] = [];
  let storing: Promise<void> | undefined;
  const storeAll = async () => {
    while (waiting.length > 0 && !control.lost.aborted) {
      const batch = waiting;
      waiting = [];
      await storeBatch(channel, parking, batch, intake);
    }
  };
  const deliver = (message: ConsumeMessage | null) => {
    if (!message) return control.die(new Error('the broker cancelled the consumer'));
    waiting.push(message);
    storing ??= storeAll()
      .catch(control.die)
      .finally(() => (storing = undefined));
  };
  // The broker names the consumer: a name used again may be given nothing (RabbitMQ before 3.12.5).
  const { consumerTag } = await channel.consume(`${service}.inbox`, deliver);
  logger.debug({ queue: `${service}.inbox` }, 'Taking in messages');

  const end = AbortSignal.any([control.stopping, control.lost]);
  if (!end.aborted) await once(end, 'abort');
  if (!control.lost.aborted) await channel.cancel(consumerTag);
  await storing;
  if (control.lost.aborted) return;
  // Closing the channel sends the last acknowledgements; closing only the connection may drop them.
  for (const each of [channel, parking]) {
    each.off('close', closed);
    await each.close();
  }
}

async function storeBatch(
  channel: Channel,
  parking: ConfirmChannel,
  batch: readonly ConsumeMessage[],
  intake: Intake,
): Promise<void> {
  const { service, environment, logger } = intake;
  const rows: InboxRow[] = [];
  const deliveries = new Map<InboxRow, ConsumeMessage>();
  const refused = new Map<ConsumeMessage, string>();
  for (const message of batch) {
    const reading = readMessage(message, service, environment);
    const about = {
      messageId: message.properties.messageId as unknown,
      routingKey: message.fields.routingKey,
    };
    if ('refuse' in reading) refused.set(message, reading.refuse);
    else if ('drop' in reading) logger.info({ ...about, reason: reading.drop }, 'Dropped a message');
    else {
      rows.push(reading.row);
      deliveries.set(reading.row, message);
      if (reading.row.defect)
        logger.error({ ...about, reason: reading.row.defect }, 'A message will be parked');
    }
  }
  const unkept = rows.length > 0 ? await intake.store(rows) : [];
  for (const row of unkept) {
    const message = deliveries.get(row);
    if (message) refused.set(message, 'the database cannot hold it');
  }
  for (const [message, reason] of refused) {
    const { messageId } = message.properties as { messageId: unknown };
    logger.error(
      { messageId, reason, queue: `${service}.parking` },
      'Refused a message, it goes to the parking queue',
    );
  }
  if (refused.size > 0) await parkRefused(parking, service, refused);
  const last = batch.at(-1);
  if (last) channel.ack(last, true);
}
