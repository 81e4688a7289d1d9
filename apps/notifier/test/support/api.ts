import { generateKeyPairSync } from 'node:crypto';
import { transactions } from '@tenantry/messaging';
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
import { createApp } from '../../src/app';
import { environment } from './bus';
import type { Notifier } from './notifier';

export const publicUrl = 'https://console.example';

/** The notifier's API with real sessions, in front of a tenancy that decides as the test says. */
export async function notifierApi(notifier: Notifier, decide: Parameters<typeof tenancyThatAnswers>[0]) {
  const logger = createLogger('notifier', 'silent');
  const redis = await connectRedis(testEnvironment().redisUrl, logger);
  await redis.set(`ready:${await redis.runId()}`, '1');
  const tenancy = await tenancyThatAnswers(decide);
  const privateKeyJwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const tokens = serviceTokens({ service: 'notifier', privateKeyJwk });
  const app = createApp({
    database: notifier.database.dataSource,
    transact: transactions(notifier.database.dataSource, notifier.poke, 'notifier'),
    environment,
    queue: () => Promise.resolve({ messages: 3, replicas: 2 }),
    sessions: sessionChecker(redis, { environment }),
    decisions: decisionClient({ tenancyUrl: tenancy.url, tokens, logger }),
    logger,
    publicUrl,
    trustedProxies: ['loopback'],
  });
  return {
    app,
    tenancy,
    sessions: sessionStore(redis, { environment }),
    async close() {
      await tenancy.close();
      await redis.close();
    },
  };
}
