import { DataSource } from 'typeorm';
import { eventually, silentLogger } from '@tenantry/testing';
import { connectPoke, on, startConsumer, topologyOf } from '../src';
import { environment, thingChanged } from './thing-definitions';

/** A process of its own whose handler never ends, to be killed in the midst of it. */
async function main([databaseUrl = '', brokerUrl = '', redisUrl = '']: string[]): Promise<void> {
  const database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
  const subscriptions = [
    on(thingChanged, async (message, { tx }) => {
      await tx.query('insert into effect (subject, version) values ($1, $2)', [
        message.subject,
        Number(message.sequence),
      ]);
      process.stdout.write('in the midst\n');
      await new Promise(() => undefined);
    }),
  ];
  const poke = await connectPoke(redisUrl, silentLogger);
  const topology = topologyOf('notifier', subscriptions, ['alpha']);
  const common = { brokerUrl, environment, poke, logger: silentLogger };
  const consumer = startConsumer({ ...common, topology, subscriptions, database, leaseMs: 1000 });
  await eventually(
    () => {
      if (consumer.state().unbound.length > 0) throw new Error('not bound yet');
    },
    { within: 20_000 },
  );
  process.stdout.write('bound\n');
}

void main(process.argv.slice(2));
