import express, { type Express } from 'express';
import type { Logger } from '../logging/create-logger';
import { jsonBody } from './json-body';
import { notFound, problemHandler } from './problem-handler';
import { requestLog } from './request-log';
import { measureRequests } from './request-metrics';
import { requireSameSite } from './same-site';
import { noStore, securityHeaders } from './security-headers';
import { answerTraceId } from './trace-id';

export type HttpAppOptions = {
  logger: Logger;
  /** The service's name, which is also its place behind the console: `<publicUrl>/api/<service>`. */
  service: string;
  /** The console's address: requests that change something must come from its origin. */
  publicUrl: string;
  /** Adds the routes. */
  configure: (app: Express) => void;
  /** False only where no request carries a cookie. */
  csrf?: boolean;
  /** Proxies that may name the client's address (Express `trust proxy`); by default those on this machine. */
  trustedProxies?: string[];
  /** The paths of routes that take larger bodies than others and read them themselves, see `largeJsonBody`. */
  readBodyLater?: readonly string[];
};

/** An Express application with all that every API of the product has in common; errors become problem details. */
export function createHttpApp(o: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', o.trustedProxies ?? ['loopback']);
  app.use(answerTraceId, measureRequests, requestLog(o.logger), securityHeaders(), noStore);
  if (o.csrf !== false) app.use(requireSameSite(o.publicUrl));
  app.use(jsonBody(o.readBodyLater));
  o.configure(app);
  app.use(notFound);
  app.use(problemHandler(o.logger, `${o.publicUrl.replace(/\/$/, '')}/api/${o.service}/reference`));
  return app;
}
