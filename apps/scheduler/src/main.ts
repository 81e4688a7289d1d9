// First: tracing must begin before express, pg and redis are loaded.
import { telemetry } from './telemetry';
import {
  addMessagingMetrics,
  appendOnlyTables,
  connectPoke,
  requireBound,
  startConsumer,
  startRelay,
  startRetention,
  startSealing,
  topologyOf,
  transactions,
} from '@tenantry/messaging';
import {
  closeServer,
  connectDatabase,
  connectRedis,
  createLogger,
  decisionClient,
  listen,
  loadConfig,
  migrateDatabase,
  onShutdown,
  serviceTokens,
  sessionChecker,
  startOperationsServer,
} from '@tenantry/service-defaults';
import { createApp } from './app';
import { configSchema } from './config';
import { migrations } from './database';
import { jobs } from './jobs/job';
import { registerJobs } from './jobs/register-jobs';
import { addMetrics } from './metrics';
import { keptRuns } from './retention/forget-runs';
import { startScheduler } from './scheduler';
import { subscriptions } from './subscriptions';

const service = 'scheduler';

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
  const database = await connectDatabase({ url: databaseUrl, applicationName: service });
  const redis = await connectRedis(config.REDIS_URL, logger);
  const poke = await connectPoke(config.REDIS_URL, logger);
  const transact = transactions(database, poke, service);

  const relay = startRelay({ service, databaseUrl, brokerUrl, environment, poke, logger });
  const topology = topologyOf(service, subscriptions);
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
  await database.transaction((tx) => registerJobs(tx, jobs));
  const scheduler = startScheduler({ database, transact, jobs, logger });

  const sealing = startSealing({ service, database, transact, keys: config.LOG_SEAL_KEYS, logger });
  const retention = startRetention({ service, kept: keptRuns(config), transact, logger });
  const app = createApp({
    database,
    transact,
    jobs,
    queue: () => consumer.queue(),
    sessions: sessionChecker(redis, { environment }),
    decisions: decisionClient({
      tenancyUrl: config.TENANCY_URL,
      tokens: serviceTokens({ service, privateKeyJwk: config.SERVICE_PRIVATE_KEY }),
      logger,
    }),
    logger,
    environment,
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  const server = await listen(app, { port: config.SERVICE_PORT, host });
  const operations = await startOperationsServer({
    port: config.OPERATIONS_PORT,
    host,
    ready: { database: () => database.query('select'), redis: () => redis.ping() },
    started: { bus: requireBound(consumer) },
    metrics: (registry) => {
      addMessagingMetrics(database, registry);
      addMetrics(database, registry);
    },
  });
  logger.info({ port: config.SERVICE_PORT }, 'ready');

  onShutdown(
    logger,
    () => closeServer(server),
    () => scheduler.close(),
    () => consumer.stop(),
    () => retention.stop(),
    () => sealing.stop(),
    () => relay.stop(),
    () => poke.close(),
    () => redis.close(),
    () => database.destroy(),
    () => operations.close(),
    () => telemetry.shutdown(),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
