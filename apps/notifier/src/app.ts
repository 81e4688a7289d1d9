import { createHttpApp, type Logger, serveOpenApi } from '@tenantry/service-defaults';
import { auditRoutes } from '@tenantry/service-defaults/audit';
import { type DeadLettersDeps, deadLettersRoutes } from '@tenantry/service-defaults/dead-letters';
import { type OperationsDeps, operationsRoutes, since } from '@tenantry/service-defaults/operations';
import type { Express } from 'express';
import { type DeliveriesDeps, deliveriesRoutes } from './deliveries/deliveries.routes';
import { waitingMails } from './metrics';
import { notifierOpenApi } from './openapi';

type AppOptions = DeliveriesDeps &
  Omit<DeadLettersDeps, 'service'> &
  Pick<OperationsDeps, 'queue'> & { logger: Logger; publicUrl: string; trustedProxies: string[] };

export const createApp = ({ logger, publicUrl, trustedProxies, ...deps }: AppOptions): Express =>
  createHttpApp({
    logger,
    service: 'notifier',
    publicUrl,
    trustedProxies,
    configure(app) {
      serveOpenApi(app, notifierOpenApi);
      app.use(deliveriesRoutes(deps));
      app.use(auditRoutes({ ...deps, service: 'notifier' }));
      app.use(deadLettersRoutes({ ...deps, service: 'notifier' }));
      const more = async () => {
        const { oldestReadySeconds, ...mails } = await waitingMails(deps.database);
        return { mails: { ...mails, oldestReadyAt: since(oldestReadySeconds) } };
      };
      app.use(operationsRoutes({ ...deps, service: 'notifier', more }));
    },
  });
