import { connect } from 'amqplib';
import { services } from '../../tools/infrastructure/services';

/** Deletes the services' exchanges and queues, and what a consumer of another team may have left. */
export const emptyVhost = async (url: string): Promise<void> => {
  const connection = await connect(url, { timeout: 5_000 });
  try {
    const channel = await connection.createChannel();
    for (const name of [...services, 'audit-printer']) {
      for (const queue of ['inbox', 'parking', 'unrouted', 'replay'])
        await channel.deleteQueue(`${name}.${queue}`);
      for (const exchange of ['events', 'unrouted']) await channel.deleteExchange(`${name}.${exchange}`);
    }
  } finally {
    await connection.close();
  }
};
