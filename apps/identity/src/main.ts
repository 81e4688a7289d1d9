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
  decisionClient,
  listen,
  loadConfig,
  migrateDatabase,
  onShutdown,
  presence,
  sealer,
  serviceTokens,
  sessionChecker,
  sessionStore,
  startForgettingAnswers,
  startOperationsServer,
  startSessionGuard,
} from '@tenantry/service-defaults';
import { createApp } from './app';
import { startFollowingJobs } from './bulk/follow-jobs';
import { jobsChannel, startBulkJobs } from './bulk/run-jobs';
import { userActs } from './bulk/user-acts';
import { configSchema } from './config';
import { passwordSettings } from './credentials/password-settings';
import { argon2Passwords } from './credentials/passwords';
import { entities, migrations } from './database';
import { startSweeping } from './inactivity/start-sweeping';
import { invitationSettings } from './invitations/new-invitation';
import { requestLimits } from './limits';
import { toldOrganizations } from './organizations/told-organizations';
import { endedSince } from './sessions/ended-sessions';
import { epochsRaisedSince } from './sessions/epochs-raised-since';
import { keepFailedSignIns } from './sessions/failed-sign-ins';
import { isKnownDevice } from './sessions/known-devices';
import { subscriptions } from './subscriptions';

async function main(): Promise<void> {
  const config = loadConfig(configSchema, process.env);
  const { ENVIRONMENT: environment, HOST: host, AMQP_URL: brokerUrl, DATABASE_URL: databaseUrl } = config;
  const logger = createLogger('identity', config.LOG_LEVEL);

  await migrateDatabase({
    ownerUrl: config.DATABASE_OWNER_URL,
    runtimeUrl: databaseUrl,
    migrations,
    appendOnly: appendOnlyTables,
    logger,
  });
  // The consumer takes up to six of the connections; the others answer requests.
  const database = await connectDatabase({
    url: databaseUrl,
    entities,
    applicationName: 'identity',
    poolSize: 16,
  });
  const redis = await connectRedis(config.REDIS_URL, logger);
  const poke = await connectPoke(config.REDIS_URL, logger);
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: epochsRaisedSince(database),
    endedSince: endedSince(database),
    toldOrganizations: toldOrganizations(database),
    logger,
  });

  const relay = startRelay({ service: 'identity', databaseUrl, brokerUrl, environment, poke, logger });
  const sessions = sessionStore(redis, { environment });
  const subscribed = subscriptions(sessions);
  const consumer = startConsumer({
    topology: topologyOf('identity', subscribed),
    subscriptions: subscribed,
    database,
    brokerUrl,
    environment,
    poke,
    logger,
    keptDays: config.INBOX_KEPT_DAYS,
  });

  const forgetting = startForgettingAnswers({ database, logger });
  const failedSignIns = keepFailedSignIns({ database, logger });
  const deps = {
    config,
    logger,
    database,
    transact: transactions(database, poke, 'identity'),
    sessions,
    checker: sessionChecker(redis, { environment }),
    decisions: decisionClient({
      tenancyUrl: config.TENANCY_URL,
      tokens: serviceTokens({ service: 'identity', privateKeyJwk: config.SERVICE_PRIVATE_KEY }),
      logger,
    }),
    passwords: argon2Passwords(),
    seal: sealer(config.SEALING_PUBLIC_KEY),
    limits: requestLimits(redis, config, isKnownDevice(database)),
    failedSignIns,
    presence: presence(redis),
    clock: () => new Date(),
    queue: () => consumer.queue(),
    wakeJobs: () => poke.wake(jobsChannel),
  };
  const following = startFollowingJobs(deps);
  const app = createApp({ ...deps, followJob: following.follow });
  const acts = userActs({
    ...deps,
    passwordSettings: passwordSettings(config, deps),
    invitations: invitationSettings(config, deps.seal),
    firstPassword: config.FIRST_PASSWORD,
  });
  const jobs = startBulkJobs({ ...deps, acts, poke });
  const sweeping = startSweeping({ ...deps, inactivityDays: config.INACTIVITY_DAYS });
  const sealing = startSealing({ ...deps, service: 'identity', keys: config.LOG_SEAL_KEYS });
  const server = await listen(app, { port: config.SERVICE_PORT, host });
  const operations = await startOperationsServer({
    port: config.OPERATIONS_PORT,
    host,
    // Signing in needs neither the broker nor tenancy, so neither keeps this service from being ready.
    ready: { database: () => database.query('select 1'), redis: () => redis.ping() },
    started: { bus: requireBound(consumer) },
    metrics: (registry) => addMessagingMetrics(database, registry),
  });
  logger.info({ port: config.SERVICE_PORT }, 'identity is ready');

  onShutdown(
    logger,
    () => following.stop(),
    () => closeServer(server),
    () => failedSignIns.stop(),
    () => jobs.stop(),
    () => sweeping.stop(),
    () => forgetting.stop(),
    () => consumer.stop(),
    () => sealing.stop(),
    () => relay.stop(),
    () => guard.stop(),
    () => operations.close(),
    () => poke.close(),
    () => redis.close(),
    () => database.destroy(),
    () => telemetry.shutdown(),
  );
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
