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
  opener,
  serviceTokens,
  sessionChecker,
  startOperationsServer,
} from '@tenantry/service-defaults';
import { createApp } from './app';
import { configSchema, hostOf } from './config';
import { migrations } from './database';
import { attemptMail } from './mails/attempt-mail';
import { keptMails } from './mails/forget-mails';
import { mailQueue } from './mails/mail-queue';
import { startMailSender } from './mails/mail-sender';
import { connectSmtp } from './mails/smtp';
import { productOf } from './mails/templates/product';
import { addMetrics, countAttempt } from './metrics';
import { commandSenders, subscriptions } from './subscriptions';

const service = 'notifier';

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
  // The consumer takes up to six of the connections, the sender one for each mail at most.
  const poolSize = 10 + config.SMTP_CONNECTIONS;
  const database = await connectDatabase({ url: databaseUrl, applicationName: service, poolSize });
  const redis = await connectRedis(config.REDIS_URL, logger);
  const poke = await connectPoke(config.REDIS_URL, logger);

  const smtp = connectSmtp({
    url: config.SMTP_URL,
    from: config.MAIL_FROM,
    connections: config.SMTP_CONNECTIONS,
  });
  const open = opener(config.SEALING_PRIVATE_KEY);
  const sender = startMailSender({
    database,
    attempt: attemptMail({ smtp, open, product: productOf(config) }),
    poke,
    logger,
    onAttempt: countAttempt,
    concurrency: config.SMTP_CONNECTIONS,
    perMinute: config.MAILS_PER_DOMAIN,
  });

  const relay = startRelay({ service, databaseUrl, brokerUrl, environment, poke, logger });
  const subscribed = subscriptions(mailQueue(database, poke, hostOf(config.MAIL_FROM)));
  const topology = topologyOf(service, subscribed, commandSenders);
  const consumer = startConsumer({
    topology,
    subscriptions: subscribed,
    database,
    brokerUrl,
    environment,
    poke,
    logger,
    keptDays: config.INBOX_KEPT_DAYS,
  });

  const transact = transactions(database, poke, service);
  const sealing = startSealing({ service, database, transact, keys: config.LOG_SEAL_KEYS, logger });
  const retention = startRetention({ service, kept: keptMails(config), transact, logger });
  const app = createApp({
    database,
    transact,
    environment,
    queue: () => consumer.queue(),
    sessions: sessionChecker(redis, { environment }),
    decisions: decisionClient({
      tenancyUrl: config.TENANCY_URL,
      tokens: serviceTokens({ service, privateKeyJwk: config.SERVICE_PRIVATE_KEY }),
      logger,
    }),
    logger,
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  const server = await listen(app, { port: config.SERVICE_PORT, host });
  // A mail server that is down is no reason to send no requests here: mails wait, and the metrics tell.
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
    () => consumer.stop(),
    () => sender.close(),
    () => retention.stop(),
    () => sealing.stop(),
    () => relay.stop(),
    () => Promise.resolve(smtp.close()),
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
