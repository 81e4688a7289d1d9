import { type auditPageSchema, auditQuerySchema, type sealStateSchema } from '@tenantry/contracts';
import { type AuditPlace, getSealState, searchLog } from '@tenantry/messaging';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { DecisionClient } from '../decisions/decision-client';
import { cursorInvalid, namedParties } from '../history/history-page';
import { requireOperator } from '../http/require-operator';
import { requireSession } from '../sessions/require-session';
import type { SessionChecker } from '../sessions/session';

type AuditDeps = {
  service: string;
  database: DataSource;
  sessions: SessionChecker;
  decisions: Pick<DecisionClient, 'ask'>;
  /** See `searchLog`. */
  members?: string;
};

/** The log of a service, searched, and the state of its seals, for those who operate the installation (B7). */
export function auditRoutes({ service, database, sessions, decisions, members }: AuditDeps): Router {
  const router = Router();
  router.use('/v1/audit', requireSession(sessions), requireOperator(decisions));

  router.get('/v1/audit', async (req, res) => {
    const { cursor, limit, ...filter } = auditQuerySchema.parse(req.query);
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const rows = await searchLog(database.manager, filter, { after, limit: limit + 1, members });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const answer: z.infer<typeof auditPageSchema> = {
      items: page.map((row) => ({
        eventId: row.eventId,
        type: row.type,
        subject: row.subject,
        version: row.version,
        occurredAt: row.occurredAt.toISOString(),
        // Who they are is for the console to ask, where its reader sees them.
        ...namedParties(row, new Map()),
        facts: row.facts,
        hasPersonal: row.hasPersonal,
        traceId: row.traceparent?.split('-')[1] ?? null,
      })),
      nextCursor: rows.length > limit && last ? cursorOf(last) : null,
    };
    res.json(answer);
  });

  router.get('/v1/audit/seals', async (_req, res) => {
    const { sealed, sealedAt, unsealed, check } = await getSealState(database.manager);
    const answer: z.infer<typeof sealStateSchema> = {
      service,
      sealed,
      sealedAt: sealedAt?.toISOString() ?? null,
      unsealed,
      check: check && { ...check, finishedAt: check.finishedAt.toISOString() },
    };
    res.json(answer);
  });
  return router;
}

// A time as PostgreSQL writes it: `2026-03-01 10:00:00.123456+00`.
const place = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d [\d:.]{8,15}[+-][\d:]{2,8}$/),
  z.string().regex(/^\d{1,18}$/),
]);

const cursorOf = ({ at, id }: AuditPlace): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** @throws {Problem} `request.invalid` for what is no cursor */
function placeOf(cursor: string): AuditPlace {
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, id };
  } catch {
    throw cursorInvalid();
  }
}
