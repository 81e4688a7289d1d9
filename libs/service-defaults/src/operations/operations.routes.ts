import type { operationsSchema } from '@tenantry/contracts';
import { messagingMetrics, type QueueDepth } from '@tenantry/messaging';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { version } from '../../package.json';
import type { DecisionClient } from '../decisions/decision-client';
import { requireOperator } from '../http/require-operator';
import { requireSession } from '../sessions/require-session';
import type { SessionChecker } from '../sessions/session';

type Operations = z.infer<typeof operationsSchema>;

export type OperationsDeps = {
  service: string;
  database: DataSource;
  sessions: SessionChecker;
  decisions: Pick<DecisionClient, 'ask'>;
  /** Of the consumer; `null` where the broker is not reached. */
  queue: () => Promise<QueueDepth | null>;
  /** What this service has besides its messages. */
  more?: () => Promise<Partial<Pick<Operations, 'mails' | 'jobs'>>>;
};

const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();

/** The time from which so many seconds have passed; `null` where there is nothing that waits. */
export const since = (seconds: number): string | null =>
  seconds > 0 ? new Date(Date.now() - seconds * 1000).toISOString() : null;

/** What a service has to do, for those who operate the installation: the picture in the console is made of it. */
export function operationsRoutes(deps: OperationsDeps): Router {
  const { service, database, sessions, decisions, queue, more } = deps;
  const router = Router();
  router.get('/v1/operations', requireSession(sessions), requireOperator(decisions), async (_req, res) => {
    const [messaging, depth, own] = await Promise.all([
      messagingMetrics(database.manager),
      queue(),
      more?.(),
    ]);
    const answer: Operations = {
      ...{ service, version, at: new Date().toISOString(), startedAt, queue: depth },
      outbox: { pending: messaging.outboxPending, oldestAt: since(messaging.outboxOldestSeconds) },
      streams: {
        due: messaging.streamsDue,
        dueSince: since(messaging.oldestDueSeconds),
        retrying: messaging.streamsRetrying,
        parked: messaging.streamsParked,
        withGap: messaging.streamsWithGap,
        refused: messaging.messagesRefused,
      },
      seals: { unsealedSince: since(messaging.oldestUnsealedSeconds), broken: messaging.sealsBroken },
      mails: own?.mails ?? null,
      jobs: own?.jobs ?? null,
    };
    res.json(answer);
  });
  return router;
}
