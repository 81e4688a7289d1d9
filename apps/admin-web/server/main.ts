import { telemetry } from './telemetry';
import path from 'node:path';
import {
  closeServer,
  connectRedis,
  createLogger,
  listen,
  loadConfig,
  onShutdown,
  sessionChecker,
  startOperationsServer,
} from '@tenantry/service-defaults';
import { createApp } from './app';
import { configSchema } from './config';

async function main(): Promise<void> {
  const config = loadConfig(configSchema, process.env);
  const { ENVIRONMENT: environment, HOST: host, OPERATIONS_PORT: operationsPort } = config;
  const logger = createLogger('admin-web', config.LOG_LEVEL);
  const redis = await connectRedis(config.REDIS_URL, logger);

  const app = createApp({
    config,
    logger,
    redis,
    sessions: sessionChecker(redis, { environment }),
    // The bundle lies in dist/server, beside the files that it serves.
    folder: path.resolve(__dirname, '../client'),
  });
  const server = await listen(app, { port: config.SERVICE_PORT, host });
  const operations =
    operationsPort === undefined
      ? undefined
      : await startOperationsServer({
          port: operationsPort,
          host,
          // Files and sign-in pages are served without Redis too.
          ready: {},
        });
  logger.info({ port: config.SERVICE_PORT, url: config.PUBLIC_URL }, 'the console is ready');

  onShutdown(
    logger,
    () => closeServer(server),
    () => operations?.close() ?? Promise.resolve(),
    () => redis.close(),
    () => telemetry.shutdown(),
  );
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
