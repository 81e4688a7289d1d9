import type { MessageOf, sendMail, sendPasswordMail } from '@tenantry/contracts';
import { connectPoke, startConsumer, startRelay, topologyOf, transactions } from '@tenantry/messaging';
import {
  connectDatabase,
  connectRedis,
  createLogger,
  decisionClient,
  loadConfig,
  opener,
  presence,
  sealer,
  serviceTokens,
  sessionChecker,
  sessionStore,
  startSessionGuard,
} from '@tenantry/service-defaults';
import { eventually, freshDatabase, testEnvironment, testVhost } from '@tenantry/testing';
import { createApp } from '../../src/app';
import { startFollowingJobs } from '../../src/bulk/follow-jobs';
import { jobsChannel, startBulkJobs } from '../../src/bulk/run-jobs';
import { userActs } from '../../src/bulk/user-acts';
import { configSchema } from '../../src/config';
import { passwordSettings } from '../../src/credentials/password-settings';
import { argon2Passwords, type Passwords } from '../../src/credentials/passwords';
import { entities, migrations } from '../../src/database';
import { startSweeping } from '../../src/inactivity/start-sweeping';
import { invitationSettings } from '../../src/invitations/new-invitation';
import { requestLimits } from '../../src/limits';
import { toldOrganizations } from '../../src/organizations/told-organizations';
import { endedSince } from '../../src/sessions/ended-sessions';
import { epochsRaisedSince } from '../../src/sessions/epochs-raised-since';
import { keepFailedSignIns } from '../../src/sessions/failed-sign-ins';
import { isKnownDevice } from '../../src/sessions/known-devices';
import { subscriptions } from '../../src/subscriptions';
import { keepAskedMails } from './asked-mails';
import { testKeys } from './keys';
import { startTenancy } from './tenancy';

export type Identity = Awaited<ReturnType<typeof startIdentity>>;
/** A mail that identity asked the notifier for, opened as the notifier does when it sends. */
export type AskedMail = { [Key in keyof MailData]: MailData[Key] } & {
  link: string | null;
  password: string | null;
};
type MailData = MessageOf<typeof sendMail | typeof sendPasswordMail>['data'];

type Options = {
  /** Relay and consumer too; without them the outbox keeps what was written, for tests to read. */
  bus?: boolean;
  /** Jobs are done as soon as they are there; without it they wait. */
  jobs?: boolean;
  redisUrl?: string;
  env?: Record<string, string>;
  passwords?: (real: Passwords) => Passwords;
  /** Whether there is an operator already, as tenancy has told of it. */
  operator?: boolean;
  /** When streams of events end by themselves. */
  streamsLastMs?: number;
};

const knownOperator = `
  insert into organization (id, parent_id, kind, name, path, version)
  select id, null, 'operator', 'Velaria Networks', array[id], 1 from gen_random_uuid() as id`;

/** Identity in this process, on real PostgreSQL, Redis and RabbitMQ, wired as in main.ts; tenancy's decisions are the test's. */
export async function startIdentity({
  bus = false,
  jobs = false,
  redisUrl,
  env = {},
  passwords = (real) => real,
  operator = true,
  streamsLastMs,
}: Options = {}) {
  const keys = await testKeys();
  const logLines: string[] = [];
  const logger = createLogger('identity', 'debug', { write: (line) => void logLines.push(line) });
  const fresh = await freshDatabase('identity', migrations);
  const brokerUrl = bus ? await testVhost() : testEnvironment().amqpUrl;
  const tenancy = await startTenancy(keys.servicePublic, logger);
  const config = loadConfig(configSchema, {
    ENVIRONMENT: 'test',
    PUBLIC_URL: 'http://console.test',
    SERVICE_PORT: '0',
    OPERATIONS_PORT: '0',
    DATABASE_URL: fresh.runtimeUrl,
    DATABASE_OWNER_URL: fresh.ownerUrl,
    AMQP_URL: brokerUrl,
    REDIS_URL: redisUrl ?? testEnvironment().redisUrl,
    TENANCY_URL: tenancy.url,
    SERVICE_PRIVATE_KEY: JSON.stringify(keys.servicePrivate),
    SERVICE_PUBLIC_KEYS: JSON.stringify(keys.servicePublic),
    LOG_SEAL_KEYS: JSON.stringify(keys.logSeal),
    SEALING_PUBLIC_KEY: JSON.stringify(keys.sealingPublic),
    SUPPORT_EMAIL: 'support@operator.example',
    SIGN_INS_PER_ACCOUNT: '100000',
    SIGN_INS_PER_NETWORK: '100000',
    SIGN_INS_IN_ALL: '1000000',
    GUESSES_PER_ACCOUNT: '100000',
    PASSWORD_RESETS_PER_NETWORK: '100000',
    SIGN_UPS_PER_NETWORK: '100000',
    CODE_LOOKS_PER_NETWORK: '100000',
    CODE_USES_PER_NETWORK: '100000',
    ...env,
  });
  if (bus) await keepAskedMails(fresh.ownerUrl);
  const database = await connectDatabase({
    url: fresh.runtimeUrl,
    entities,
    applicationName: 'identity',
    poolSize: 16,
  });
  if (operator) await database.query(knownOperator);
  const environment = config.ENVIRONMENT;
  const redis = await connectRedis(config.REDIS_URL, logger);
  const poke = await connectPoke(testEnvironment().redisUrl, logger);
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: epochsRaisedSince(database),
    endedSince: endedSince(database),
    toldOrganizations: toldOrganizations(database),
    logger,
  });
  const wire = { database, brokerUrl, environment, poke, logger };
  const relay = bus ? startRelay({ service: 'identity', databaseUrl: fresh.runtimeUrl, ...wire }) : null;
  const sessions = sessionStore(redis, { environment });
  const subscribed = subscriptions(sessions);
  const topology = topologyOf('identity', subscribed);
  const consumer = bus ? startConsumer({ topology, subscriptions: subscribed, ...wire }) : null;
  const transact = transactions(database, poke, 'identity');
  const seal = sealer(config.SEALING_PUBLIC_KEY);
  const failedSignIns = keepFailedSignIns({ database, logger });
  const deps = {
    config,
    logger,
    database,
    transact,
    sessions,
    checker: sessionChecker(redis, { environment }),
    decisions: decisionClient({
      tenancyUrl: config.TENANCY_URL,
      tokens: serviceTokens({ service: 'identity', privateKeyJwk: config.SERVICE_PRIVATE_KEY }),
      logger,
    }),
    passwords: passwords(argon2Passwords()),
    seal,
    limits: requestLimits(redis, config, isKnownDevice(database)),
    failedSignIns,
    presence: presence(redis),
    clock: () => new Date(),
    queue: () => Promise.resolve(null),
    wakeJobs: () => poke.wake(jobsChannel),
  };
  const following = startFollowingJobs({
    ...deps,
    ...(streamsLastMs !== undefined && { lastsMs: streamsLastMs }),
  });
  const app = createApp({ ...deps, followJob: following.follow });
  const acts = userActs({
    ...deps,
    passwordSettings: passwordSettings(config, deps),
    invitations: invitationSettings(config, deps.seal),
    firstPassword: config.FIRST_PASSWORD,
  });
  const runners: { stop(): Promise<void> }[] = [];
  /** What does jobs; each call is another replica. */
  const doJobs = () => void runners.push(startBulkJobs({ ...deps, acts, poke }));
  if (jobs) doJobs();
  /** What carries out the runs of the inactivity sweep; each call is another replica. */
  const sweep = (more: { reportEveryMs?: number } = {}) => {
    const replica = startSweeping({ ...deps, inactivityDays: config.INACTIVITY_DAYS, ...more });
    runners.push(replica);
    return replica;
  };

  const open = opener([keys.sealingPrivate]);
  /** Every mail that was asked for, oldest first; without a bus, those that still stand in the outbox. */
  const mailsTo = async (address: string): Promise<AskedMail[]> => {
    const rows = await database.query<{ data: AskedMail }[]>(
      `select command -> 'data' as data from ${bus ? 'asked_mail' : 'outbox'} where command -> 'data' ->> 'to' = $1 order by id`,
      [address],
    );
    return Promise.all(
      rows.map(async ({ data }) => {
        const none = { link: null, password: null };
        const opened = data.sealed && ((await open(data.sealed, data, new Date())) as Partial<typeof none>);
        return { ...data, ...none, ...opened };
      }),
    );
  };
  return {
    app,
    config,
    database,
    ownerUrl: fresh.ownerUrl,
    brokerUrl,
    redis,
    tenancy,
    transact,
    subscribed,
    logLines,
    mailsTo,
    seal,
    openSealed: open,
    doJobs,
    sweep,
    /** The first step of its end. */
    stopFollowing: () => following.stop(),
    /** Waits until the inbox takes what this service publishes. */
    hears: (publisher: string) =>
      eventually(() => {
        if (consumer?.state().unbound.includes(publisher)) throw new Error(`${publisher} is not bound yet`);
      }),
    async close() {
      await Promise.all([following, ...runners].map((runner) => runner.stop()));
      await Promise.all([relay?.stop(), consumer?.stop(), failedSignIns.stop()]);
      await guard.stop();
      await poke.close();
      redis.destroy();
      await tenancy.close();
      await database.destroy();
      await fresh.drop();
    },
  };
}
