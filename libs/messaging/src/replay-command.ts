import { parseArgs } from 'node:util';
import { replayLog } from './replay-log';

const usage = `Publishes everything that this service has ever said again, for one consumer that is new or begins anew.

  node dist/server/replay.js --to CONSUMER

The consumer has declared its queue CONSUMER.replay and bound it to this service's exchange with CONSUMER.replay.#.`;

type Config = { DATABASE_URL: string; AMQP_URL: string; ENVIRONMENT: string };

/** The one-time command of a service's image; says on standard output how far it is. */
export async function replayCommand(service: string, config: () => Config, args: string[]): Promise<void> {
  try {
    const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
    if (!/^[a-z][a-z0-9-]*$/.test(values.to ?? '')) throw new Error(usage);
    const { DATABASE_URL: databaseUrl, AMQP_URL: brokerUrl, ENVIRONMENT: environment } = config();
    const consumer = values.to ?? '';
    const published = await replayLog({
      ...{ service, databaseUrl, brokerUrl, environment, consumer },
      onProgress: (done, total) => void process.stdout.write(`${done} of ${total} events\n`),
    });
    process.stdout.write(`Done: ${published} events of ${service} went to ${consumer}.replay.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
