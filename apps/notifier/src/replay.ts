import { replayCommand } from '@tenantry/messaging';
import { loadConfig } from '@tenantry/service-defaults';
import { configSchema } from './config';

const schema = configSchema.pick({ DATABASE_URL: true, AMQP_URL: true, ENVIRONMENT: true });

void replayCommand('notifier', () => loadConfig(schema, process.env), process.argv.slice(2));
