import { connectPoke, transactions } from '@tenantry/messaging';
import { connectDatabase, connectRedis, createLogger, sessionChecker } from '@tenantry/service-defaults';
import { testEnvironment } from '@tenantry/testing';
import { createApp } from '../../src/app';
import { entities } from '../../src/database';
import { ownWork } from '../../src/visibility/wall';
import { environment, publicUrl, type TestService } from './service';

/** A second replica of tenancy, with connections of its own to the same database and the same Redis. */
export async function replicaOf(service: TestService) {
  const logger = createLogger('tenancy', 'silent');
  const { redisUrl } = testEnvironment();
  const redis = await connectRedis(redisUrl, logger);
  const poke = await connectPoke(redisUrl, logger);
  const connection = { url: service.runtimeUrl, entities, applicationName: 'tenancy', poolSize: 8 };
  const database = await connectDatabase({ ...connection, settings: ownWork });
  const people = await connectDatabase(connection);
  const app = createApp({
    config: {
      ENVIRONMENT: environment,
      PUBLIC_URL: publicUrl,
      TRUSTED_PROXIES: ['loopback'],
      INVITATION_VALID_DAYS: 7,
      SESSION_IDLE_SECONDS: 1800,
      TELL_MIRRORED: false,
      WELCOME_VALID_HOURS: 72,
      RESET_VALID_HOURS: 72,
      ONE_OFF_VALID_HOURS: 72,
      FIRST_PASSWORD: 'invitation',
      INACTIVITY_DAYS: 90,
      SERVICE_PUBLIC_KEYS: service.publicKeys,
    },
    database,
    people,
    transact: transactions(database, poke, 'tenancy'),
    clock: () => new Date(),
    sessions: sessionChecker(redis, { environment }),
    queue: () => Promise.resolve(null),
    redis,
    logger,
  });
  return {
    app,
    async close() {
      await people.destroy();
      await database.destroy();
      await poke.close();
      await redis.close();
    },
  };
}
