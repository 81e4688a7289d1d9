import { connect } from 'amqplib';
import { testEnvironment } from './environment';

/** The services whose exchanges and queues are deleted: ours, and names that tests of the libraries use. */
const services = [
  ...['identity', 'tenancy', 'notifier', 'scheduler', 'alpha', 'beta', 'gamma'],
  ...['audit-printer', 'python-consumer'],
];

/** Deletes the exchanges and queues of {@link services} in a virtual host. */
export async function emptyVhost(url: string): Promise<void> {
  const connection = await connect(url, { timeout: 5000 });
  const channel = await connection.createChannel();
  for (const service of services) {
    for (const queue of ['inbox', 'parking', 'unrouted', 'replay'])
      await channel.deleteQueue(`${service}.${queue}`);
    for (const exchange of ['events', 'unrouted', 'parking'])
      await channel.deleteExchange(`${service}.${exchange}`);
  }
  await connection.close();
}

/**
 * The address of this test worker's own virtual host, emptied. Tests in one worker run one after another, so nobody
 * else uses it; consumers of an earlier test must have been stopped.
 */
export async function testVhost(): Promise<string> {
  const url = new URL(testEnvironment().amqpUrl);
  // Two runs on one infrastructure keep apart by TEST_VHOST.
  url.pathname = `/${process.env['TEST_VHOST'] ?? `test-${process.env['JEST_WORKER_ID'] ?? '1'}`}`;
  await emptyVhost(url.href);
  return url.href;
}
