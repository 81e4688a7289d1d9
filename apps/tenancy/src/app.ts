import {
  createHttpApp,
  type Logger,
  requireServiceToken,
  requireSession,
  serveOpenApi,
  type SessionChecker,
} from '@tenantry/service-defaults';
import type { Express } from 'express';
import type { DataSource } from 'typeorm';
import { accessRoutes } from './access/access.routes';
import type { Config } from './config';
import { decisionsRoutes } from './decisions/decisions.routes';
import { directoryRoutes } from './directory/directory.routes';
import { tenancyOpenApi } from './openapi';
import { organizationsRoutes } from './organizations/organizations.routes';
import type { Transact } from './transact';

export type AppOptions = {
  config: Pick<Config, 'PUBLIC_URL' | 'TRUSTED_PROXIES' | 'SERVICE_PUBLIC_KEYS'>;
  database: DataSource;
  transact: Transact;
  clock: () => Date;
  sessions: SessionChecker;
  logger: Logger;
};

/** Services that may ask for decisions. */
const askers = ['identity', 'notifier', 'scheduler'];

/** The HTTP API of tenancy: decisions for services, everything below `/v1` for signed-in people. */
export const createApp = ({ config, database, sessions, logger }: AppOptions): Express =>
  createHttpApp({
    logger,
    service: 'tenancy',
    publicUrl: config.PUBLIC_URL,
    trustedProxies: config.TRUSTED_PROXIES,
    configure(app) {
      serveOpenApi(app, tenancyOpenApi);
      const requireService = requireServiceToken({
        audience: 'tenancy',
        jwks: config.SERVICE_PUBLIC_KEYS,
        issuers: askers,
      });
      app.use('/internal', decisionsRoutes(database, requireService));
      app.use('/v1', requireSession(sessions));
      app.use('/v1', accessRoutes(database), directoryRoutes(database), organizationsRoutes(database));
    },
  });
