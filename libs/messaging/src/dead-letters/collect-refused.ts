import { once } from 'node:events';
import type { ChannelModel, ConsumeMessage } from 'amqplib';
import type { DataSource } from 'typeorm';
import type { SessionControl } from '../broker-session';
import { keepRefused } from './refused-messages';

const prefetch = 20;

/**
 * Brings what stands in the parking queue into the database, one after the other, until the session ends: a queue cannot be
 * looked at without taking from it. Acknowledged after the commit, so a crash between keeps a message twice.
 */
export async function collectRefused(
  connection: ChannelModel,
  control: SessionControl,
  { service, database }: { service: string; database: DataSource },
): Promise<void> {
  const channel = await connection.createChannel();
  const closed = () => control.die(new Error('the broker closed the channel'));
  channel.on('error', control.die);
  channel.on('close', closed);
  await channel.prefetch(prefetch);

  let keeping: Promise<void> = Promise.resolve();
  const keep = async (message: ConsumeMessage) => {
    if (control.lost.aborted) return;
    await keepRefused(database, service, message);
    if (!control.lost.aborted) channel.ack(message);
  };
  const { consumerTag } = await channel.consume(`${service}.parking`, (message) => {
    if (!message) return control.die(new Error('the broker cancelled the consumer'));
    keeping = keeping.then(() => keep(message)).catch(control.die);
  });

  const end = AbortSignal.any([control.stopping, control.lost]);
  if (!end.aborted) await once(end, 'abort');
  if (!control.lost.aborted) await channel.cancel(consumerTag);
  await keeping;
  if (control.lost.aborted) return;
  channel.off('close', closed);
  await channel.close();
}
