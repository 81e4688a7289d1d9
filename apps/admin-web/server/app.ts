import {
  answerTraceId,
  isEventStream,
  type Logger,
  measureRequests,
  notFound,
  problemHandler,
  rateLimit,
  type RedisClient,
  requestLog,
  requireSameSite,
  requireSession,
  type SessionChecker,
} from '@tenantry/service-defaults';
import compression from 'compression';
import express, { type Express } from 'express';
import { browserSpans } from './browser-spans';
import type { Config } from './config';
import { outsideOnly, proxyTo } from './proxy';
import { runtime } from './runtime';
import { securityHeaders } from './security-headers';
import { readPage, staticFiles } from './static-files';

export type AppDeps = {
  config: Config;
  logger: Logger;
  redis: RedisClient;
  sessions: SessionChecker;
  /** Where the built console lies. */
  folder: string;
};

/** The console's server: its files, the services on the same origin, and the spans of its browsers. */
export function createApp({ config, logger, redis, sessions, folder }: AppDeps): Express {
  const { PUBLIC_URL: publicUrl, TRACES_URL: tracesUrl } = config;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUSTED_PROXIES);
  app.use(answerTraceId, measureRequests, requestLog(logger));
  // A stream of events must not wait in the compressor for more.
  app.use(compression({ filter: (req, res) => !isEventStream(res) && compression.filter(req, res) }));

  const services = {
    identity: config.IDENTITY_URL,
    tenancy: config.TENANCY_URL,
    notifier: config.NOTIFIER_URL,
    scheduler: config.SCHEDULER_URL,
  };
  for (const [name, target] of Object.entries(services))
    app.use(`/api/${name}`, outsideOnly, proxyTo({ target, logger, publicUrl }));

  app.use(securityHeaders({ html: readPage(folder), https: publicUrl.startsWith('https:') }));
  if (tracesUrl)
    app.get(
      ['/api/traces', '/api/traces/:traceId'],
      requireSession(sessions),
      proxyTo({ target: tracesUrl, logger, publicUrl, rewrite: (path) => path.replace(/^\/api/, '') }),
    );
  app.post(
    '/telemetry/v1/traces',
    requireSameSite(publicUrl),
    rateLimit(redis, { name: 'browser-spans', points: 300, seconds: 60, key: (req) => req.ip ?? '' }),
    browserSpans({
      environment: config.ENVIRONMENT,
      endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
      logger,
    }),
  );
  app.get('/runtime.json', runtime(config));
  app.use(['/api', '/telemetry'], notFound);
  app.use(staticFiles(folder));
  app.use(notFound);
  app.use(problemHandler(logger, `${publicUrl.replace(/\/$/, '')}/api/identity/reference`));
  return app;
}
