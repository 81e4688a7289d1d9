import { createHttpApp, type Logger, serveOpenApi } from '@tenantry/service-defaults';
import { auditRoutes } from '@tenantry/service-defaults/audit';
import { deadLettersRoutes } from '@tenantry/service-defaults/dead-letters';
import { type OperationsDeps, operationsRoutes, since } from '@tenantry/service-defaults/operations';
import type { Express } from 'express';
import { type JobsDeps, jobsRoutes } from './jobs/jobs.routes';
import { jobStates } from './metrics';
import { schedulerOpenApi } from './openapi';

type AppOptions = JobsDeps &
  Pick<OperationsDeps, 'queue'> & {
    logger: Logger;
    environment: string;
    publicUrl: string;
    trustedProxies: string[];
  };

export const createApp = ({ logger, publicUrl, trustedProxies, ...deps }: AppOptions): Express =>
  createHttpApp({
    logger,
    service: 'scheduler',
    publicUrl,
    trustedProxies,
    configure(app) {
      serveOpenApi(app, schedulerOpenApi);
      app.use(jobsRoutes(deps));
      app.use(auditRoutes({ ...deps, service: 'scheduler' }));
      app.use(deadLettersRoutes({ ...deps, service: 'scheduler' }));
      const more = async () => {
        const { lateSeconds, ...jobs } = await jobStates(deps.database);
        return { jobs: { ...jobs, lateSince: since(lateSeconds) } };
      };
      app.use(operationsRoutes({ ...deps, service: 'scheduler', more }));
    },
  });
