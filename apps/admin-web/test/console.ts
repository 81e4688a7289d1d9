import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import {
  connectRedis,
  createLogger,
  type RedisClient,
  sessionChecker,
  sessionStore,
  startSessionGuard,
} from '@tenantry/service-defaults';
import { testEnvironment } from '@tenantry/testing';
import { createApp } from '../server/app';
import { configSchema } from '../server/config';

export const publicUrl = 'http://console.test';
const environment = 'test';
const logger = createLogger('admin-web-test', 'silent');

/** A page as a build makes it, with a script inside. */
const page =
  '<!doctype html><html lang="en"><script>document.title = "ready";</script><div id="root"></div></html>';

/** A folder with a console in it, as a build leaves it. */
function builtConsole(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'console-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), page);
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const script = `// ${'x'.repeat(4096)}`;
  const file = path.join(folder, 'assets', 'index-abc123.js');
  writeFileSync(file, script);
  writeFileSync(`${file}.br`, brotliCompressSync(script));
  writeFileSync(`${file}.gz`, gzipSync(script));
  return folder;
}

export type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

/** A real server that keeps what it was asked; answers with `answer`, else with an empty object. */
export async function upstream(
  answer?: RequestListener,
): Promise<{ url: string; seen: Seen[]; close: () => void }> {
  const seen: Seen[] = [];
  const server: Server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { method = '', url = '', headers } = req;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (answer) return answer(req, res);
      res.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type Console = {
  app: ReturnType<typeof createApp>;
  redis: RedisClient;
  /** A live session's cookie secret. */
  signIn: () => Promise<string>;
  close: () => Promise<void>;
};

/** The console's server with real Redis; every service is at `service` unless `variables` say otherwise. */
export async function startConsole(
  service: string,
  variables: Record<string, string> = {},
): Promise<Console> {
  const redisUrl = new URL(testEnvironment().redisUrl);
  redisUrl.pathname = '/7';
  const redis = await connectRedis(redisUrl.href, logger);
  const guard = startSessionGuard({
    redis,
    epochsRaisedSince: () => Promise.resolve([]),
    endedSince: () => Promise.resolve([]),
    toldOrganizations: () => Promise.resolve([]),
  });
  const folder = builtConsole();
  const config = configSchema.parse({
    ENVIRONMENT: environment,
    PUBLIC_URL: publicUrl,
    SERVICE_PORT: '0',
    REDIS_URL: redisUrl.href,
    IDENTITY_URL: service,
    TENANCY_URL: service,
    NOTIFIER_URL: service,
    SCHEDULER_URL: service,
    ...variables,
  });
  const app = createApp({ config, logger, redis, sessions: sessionChecker(redis, { environment }), folder });
  return {
    app,
    redis,
    signIn: async () => {
      const store = sessionStore(redis, { environment });
      const { secret } = await store.create({
        userId: '0b9c7a52-5f0e-4d0a-9d5f-2f6a3f1b9c11',
        organizationId: '7f0f2a52-5f0e-4d0a-9d5f-2f6a3f1b9c22',
        epoch: 0,
        idleSeconds: 60,
      });
      return secret;
    },
    close: async () => {
      await guard.stop();
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
