import { createHttpApp, type Logger, serveOpenApi } from '@tenantry/service-defaults';
import type { Express } from 'express';
import { type DeliveriesDeps, deliveriesRoutes } from './deliveries/deliveries.routes';
import { notifierOpenApi } from './openapi';

type AppOptions = DeliveriesDeps & { logger: Logger; publicUrl: string; trustedProxies: string[] };

export const createApp = ({ logger, publicUrl, trustedProxies, ...deps }: AppOptions): Express =>
  createHttpApp({
    logger,
    service: 'notifier',
    publicUrl,
    trustedProxies,
    configure(app) {
      serveOpenApi(app, notifierOpenApi);
      app.use(deliveriesRoutes(deps));
    },
  });
