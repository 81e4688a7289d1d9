import {
  connectDatabase,
  createLogger,
  connectRedis,
  mirrorCookie,
  serviceTokens,
  sessionChecker,
  sessionCookie,
  sessionStore,
} from '@tenantry/service-defaults';
import { startSessionGuard } from '@tenantry/service-defaults';
import { connectPoke, transactions } from '@tenantry/messaging';
import { freshDatabase, testEnvironment } from '@tenantry/testing';
import type { Express } from 'express';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import request from 'supertest';
import { createApp } from '../../src/app';
import { entities, migrations } from '../../src/database';
import { ownWork } from '../../src/visibility/wall';

export const environment = 'test';
export const publicUrl = 'http://localhost:4200';

/** An answer whose body is looked at before it is believed. */
export type Answer = { body: unknown };

export type TestService = Awaited<ReturnType<typeof testService>>;

async function keyOf(service: string): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = [await exportJWK(pair.privateKey), await exportJWK(pair.publicKey)];
  return { privateKey: { ...privateKey, kid: service }, publicKey: { ...publicKey, kid: service } };
}

/** Tenancy's HTTP API on a database of its own, with real sessions and service tokens. */
export async function testService() {
  const logger = createLogger('tenancy', 'silent');
  const fresh = await freshDatabase('tenancy', migrations);
  const connection = { url: fresh.runtimeUrl, entities, applicationName: 'tenancy' };
  const database = await connectDatabase({ ...connection, poolSize: 16, settings: ownWork });
  const people = await connectDatabase({ ...connection, poolSize: 8 });
  const redis = await connectRedis(testEnvironment().redisUrl, logger);
  const poke = await connectPoke(testEnvironment().redisUrl, logger);
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: () => Promise.resolve([]),
    endedSince: () => Promise.resolve([]),
    toldOrganizations: () => Promise.resolve([]),
  });
  const keys = {
    identity: await keyOf('identity'),
    notifier: await keyOf('notifier'),
    stranger: await keyOf('stranger'),
  };
  const publicKeys = { keys: Object.values(keys).map(({ publicKey }) => publicKey) };
  const app: Express = createApp({
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
      SERVICE_PUBLIC_KEYS: publicKeys,
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
  const store = sessionStore(redis, { environment });
  const tokensOf = (service: keyof typeof keys) =>
    serviceTokens({ service, privateKeyJwk: keys[service].privateKey });

  return {
    app,
    database,
    /** Connections that see nobody until they are told for whom they read. */
    people,
    ownerUrl: fresh.ownerUrl,
    runtimeUrl: fresh.runtimeUrl,
    /** Cookie of a new session. */
    signIn: async ({
      userId,
      organizationId,
    }: {
      userId: string;
      organizationId: string;
    }): Promise<string> => {
      const { secret } = await store.create({ userId, organizationId, epoch: 0, idleSeconds: 600 });
      return `${sessionCookie.name}=${secret}`;
    },
    /** Cookies of somebody who acts as the user (A11). */
    async mirror(
      administrator: { userId: string; organizationId: string },
      { userId, organizationId, path }: { userId: string; organizationId: string; path: string[] },
    ): Promise<string> {
      const own = await store.create({ ...administrator, epoch: 0, idleSeconds: 600 });
      const { secret } = await store.mirror({
        own: own.session,
        userId,
        organizationId,
        organizationPath: path,
        epoch: 0,
      });
      return `${sessionCookie.name}=${own.secret}; ${mirrorCookie.name}=${secret}`;
    },
    /** Ends the session that a cookie is of. */
    signOut: (cookie: string) => store.end(cookie.slice(cookie.indexOf('=') + 1)),
    /** A request with a session. */
    get: (path: string, cookie: string) => request(app).get(path).set('cookie', cookie),
    /** A request with a session that changes something. */
    send: (method: 'post' | 'put' | 'patch' | 'delete', path: string, cookie: string, body: object = {}) =>
      request(app)[method](path).set('cookie', cookie).set('origin', publicUrl).send(body),
    /** Asks for decisions as identity does. */
    async decide(body: object) {
      const token = await tokensOf('identity').issue('tenancy');
      return request(app).post('/internal/decisions').set('authorization', `Bearer ${token}`).send(body);
    },
    /** Asks for claims of a rule, as a service does. */
    async claim(body: object, service: keyof typeof keys = 'identity') {
      const token = await tokensOf(service).issue('tenancy');
      return request(app).post('/internal/claims').set('authorization', `Bearer ${token}`).send(body);
    },
    tokensOf,
    publicKeys,
    privateKeyOf: (service: keyof typeof keys) => keys[service].privateKey,
    async close() {
      await guard.stop();
      await poke.close();
      await redis.close();
      await people.destroy();
      await database.destroy();
      await fresh.drop();
    },
  };
}
