import {
  deadLetterQuerySchema,
  discardDeadLetterRequestSchema,
  historyQuerySchema,
  replayDeadLetterRequestSchema,
  replayDeadLettersRequestSchema,
} from '@tenantry/contracts';
import {
  countDeadLetters,
  DeadLetterRefusal,
  type DeadLetterService,
  deadLettersOf,
  discardDeadLetter,
  getDeadLetter,
  listDeadLetters,
  listHistory,
  replayDeadLetter,
  replayDeadLetters,
} from '@tenantry/messaging';
import { type ErrorRequestHandler, type Request, Router } from 'express';
import type { DataSource, EntityManager } from 'typeorm';
import type { DecisionClient } from '../decisions/decision-client';
import { cursorInvalid, historyPage } from '../history/history-page';
import { Problem } from '../http/problem';
import { mustOperate, requireOperator } from '../http/require-operator';
import { actingIn } from '../sessions/acting';
import { requireOwnSession, requireSession } from '../sessions/require-session';
import type { SessionChecker } from '../sessions/session';

export type DeadLettersDeps = {
  service: DeadLetterService;
  /** The installation's name; messages of another one are not taken. */
  environment: string;
  database: DataSource;
  transact: <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T>;
  sessions: SessionChecker;
  decisions: Pick<DecisionClient, 'ask'>;
};

/** What a service has not applied, for those who operate the installation to look at, replay and discard (B2). */
export function deadLettersRoutes(deps: DeadLettersDeps): Router {
  const { service, environment, database, transact, sessions, decisions } = deps;
  const router = Router();
  router.use('/v1/dead-letters', requireSession(sessions));
  const operator = requireOperator(decisions);
  /** Who acts in their own name, and why. */
  const by = async ({ session }: Request, reason: string) => {
    await mustOperate(decisions, session);
    return { service, environment, acting: actingIn(session), reason };
  };

  router.get('/v1/dead-letters/counts', operator, async (_req, res) => {
    res.json({ service, ...(await countDeadLetters(database.manager)) });
  });

  router.get('/v1/dead-letters/history', operator, async (req, res) => {
    const page = historyQuerySchema.parse(req.query);
    const read = (rows: { before?: string; limit: number }) =>
      listHistory(database.manager, [deadLettersOf(service)], rows);
    // Who they are is for the console to ask, where its reader sees them.
    res.json(await historyPage(page, read, () => Promise.resolve(new Map())));
  });

  router.get('/v1/dead-letters', operator, async (req, res) => {
    const { cursor, limit, ...filter } = deadLetterQuerySchema.parse(req.query);
    const page = await listDeadLetters(database.manager, filter, { cursor, limit });
    if (!page) throw cursorInvalid();
    res.json(page);
  });

  router.get('/v1/dead-letters/:entryId', operator, async (req, res) => {
    const entryId = String(req.params['entryId']);
    res.json(await getDeadLetter(database.manager, entryId, { service, environment }));
  });

  router.post('/v1/dead-letters/replay', requireOwnSession, async (req, res) => {
    const { type, reason } = replayDeadLettersRequestSchema.parse(req.body);
    const whom = await by(req, reason);
    res.json({ count: await transact((tx) => replayDeadLetters(tx, type, whom)) });
  });

  router.post('/v1/dead-letters/:entryId/replay', requireOwnSession, async (req, res) => {
    const { reason } = replayDeadLetterRequestSchema.parse(req.body);
    const whom = await by(req, reason);
    await transact((tx) => replayDeadLetter(tx, String(req.params['entryId']), whom));
    res.json({ count: 1 });
  });

  router.post('/v1/dead-letters/:entryId/discard', requireOwnSession, async (req, res) => {
    const { scope, reason } = discardDeadLetterRequestSchema.parse(req.body);
    const whom = await by(req, reason);
    const what = { entryId: String(req.params['entryId']), scope };
    res.json({ count: await transact((tx) => discardDeadLetter(tx, what, whom)) });
  });

  router.use(asProblem);
  return router;
}

const asProblem: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
  if (!(error instanceof DeadLetterRefusal)) return next(error);
  next(new Problem(error.code, error.detail === undefined ? {} : { detail: error.detail }));
};
