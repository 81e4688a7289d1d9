import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  connectRedis,
  createLogger,
  decisionClient,
  serviceTokens,
  sessionChecker,
  sessionStore,
} from '@tenantry/service-defaults';
import { tenancyThatAnswers, testEnvironment } from '@tenantry/testing';
import type { JWK } from 'jose';
import request from 'supertest';
import type { DataSource, EntityManager } from 'typeorm';
import { createApp } from '../../src/app';
import { jobs } from '../../src/jobs/job';

const environment = 'test';
export const publicUrl = 'https://console.example';

type Options = {
  database: DataSource;
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  decide: Parameters<typeof tenancyThatAnswers>[0];
};

/** The scheduler's API with real sessions, in front of a tenancy that decides as the test says. */
export async function schedulerApi({ database, transact, decide }: Options) {
  const logger = createLogger('scheduler', 'silent');
  const redis = await connectRedis(testEnvironment().redisUrl, logger);
  await redis.set(`ready:${await redis.runId()}`, '1');
  const tenancy = await tenancyThatAnswers(decide);
  const privateKeyJwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const tokens = serviceTokens({ service: 'scheduler', privateKeyJwk });
  const app = createApp({
    database,
    transact,
    jobs,
    queue: () => Promise.resolve(null),
    sessions: sessionChecker(redis, { environment }),
    decisions: decisionClient({ tenancyUrl: tenancy.url, tokens, logger }),
    logger,
    environment,
    publicUrl,
    trustedProxies: ['loopback'],
  });
  const sessions = sessionStore(redis, { environment });
  return {
    app,
    tenancy,
    sessions,
    /** Somebody who has signed in. */
    async signIn(userId: string = randomUUID()) {
      const user = { userId, organizationId: randomUUID(), epoch: 0, idleSeconds: 60 };
      const { secret } = await sessions.create(user);
      const as = (call: request.Test) =>
        call.set('cookie', `__Host-tenantry=${secret}`).set('origin', publicUrl);
      return {
        userId,
        get: (path: string) => as(request(app).get(path)),
        post: (path: string) => as(request(app).post(path)),
      };
    },
    async close() {
      await tenancy.close();
      await redis.close();
    },
  };
}
