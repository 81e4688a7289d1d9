// First: tracing must begin before express, pg and redis are loaded.
import { telemetry } from './telemetry';
import {
  addMessagingMetrics,
  appendOnlyTables,
  connectPoke,
  requireBound,
  startConsumer,
  startRelay,
  startSealing,
  topologyOf,
  transactions,
} from '@tenantry/messaging';
import {
  closeServer,
  connectDatabase,
  connectRedis,
  createLogger,
  listen,
  loadConfig,
  migrateDatabase,
  onShutdown,
  sessionChecker,
  startForgettingAnswers,
  startOperationsServer,
} from '@tenantry/service-defaults';
import { startSettlingClaims } from './access/settle-claims';
import { createApp } from './app';
import { configSchema } from './config';
import { entities, migrations } from './database';
import { commandSenders, subscriptions } from './subscriptions';
import { ownWork } from './visibility/wall';

const service = 'tenancy';

async function main(): Promise<void> {
  const config = loadConfig(configSchema, process.env);
  const { DATABASE_URL: databaseUrl, AMQP_URL: brokerUrl, ENVIRONMENT: environment, HOST: host } = config;
  const logger = createLogger(service, config.LOG_LEVEL);

  await migrateDatabase({
    ownerUrl: config.DATABASE_OWNER_URL,
    runtimeUrl: databaseUrl,
    migrations,
    appendOnly: appendOnlyTables,
    logger,
  });
  const connection = { url: databaseUrl, entities, applicationName: service };
  // The consumer takes up to six of the connections; the others answer requests.
  const database = await connectDatabase({ ...connection, poolSize: 16, settings: ownWork });
  const people = await connectDatabase({ ...connection, poolSize: 8 });
  const redis = await connectRedis(config.REDIS_URL, logger);
  const poke = await connectPoke(config.REDIS_URL, logger);

  const relay = startRelay({ service, databaseUrl, brokerUrl, environment, poke, logger });
  const topology = topologyOf(service, subscriptions, commandSenders);
  const consumer = startConsumer({
    topology,
    subscriptions,
    database,
    brokerUrl,
    environment,
    poke,
    logger,
    keptDays: config.INBOX_KEPT_DAYS,
  });
  const sessions = sessionChecker(redis, { environment });
  const transact = transactions(database, poke, service);
  const settling = startSettlingClaims({ transact, logger });
  const forgetting = startForgettingAnswers({ database, logger });
  const sealing = startSealing({ service, database, transact, keys: config.LOG_SEAL_KEYS, logger });
  const app = createApp({
    config,
    database,
    people,
    transact,
    clock: () => new Date(),
    sessions,
    queue: () => consumer.queue(),
    redis,
    logger,
  });
  const server = await listen(app, { port: config.SERVICE_PORT, host });
  const operations = await startOperationsServer({
    port: config.OPERATIONS_PORT,
    host,
    ready: { database: () => database.query('select'), redis: () => redis.ping() },
    started: { bus: requireBound(consumer) },
    metrics: (registry) => addMessagingMetrics(database, registry),
  });
  logger.info({ port: config.SERVICE_PORT }, 'ready');

  onShutdown(
    logger,
    () => closeServer(server),
    () => settling.stop(),
    () => forgetting.stop(),
    () => consumer.stop(),
    () => sealing.stop(),
    () => relay.stop(),
    () => poke.close(),
    () => redis.close(),
    () => people.destroy(),
    () => database.destroy(),
    () => operations.close(),
    () => telemetry.shutdown(),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
