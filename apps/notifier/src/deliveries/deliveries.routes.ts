import { bouncesQuerySchema, invitationMailsQuerySchema } from '@tenantry/contracts';
import {
  actingIn,
  type DecisionClient,
  Problem,
  requireSession,
  type SessionChecker,
} from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { listBounces } from './list-bounces';
import { listInvitationMails } from './list-invitation-mails';
import { listUserMails } from './list-user-mails';

export type DeliveriesDeps = { database: DataSource; sessions: SessionChecker; decisions: DecisionClient };

export function deliveriesRoutes({ database, sessions, decisions }: DeliveriesDeps): Router {
  const router = Router();
  router.get('/v1/users/:userId/mails', requireSession(sessions), async (req, res) => {
    const userId = z.uuid().safeParse(req.params['userId']);
    if (!userId.success) throw new Problem('user.not_found');
    const question = { about: 'user', act: 'user.view', userId: userId.data } as const;
    const [decision] = await decisions.ask(actingIn(req.session), [question]);
    // Whether there is such a user is nobody's business who may not see them.
    if (!decision?.allowed) throw new Problem('user.not_found');
    res.json(await listUserMails(database.manager, userId.data));
  });
  router.get('/v1/invitation-mails', requireSession(sessions), async (req, res) => {
    const { userId } = invitationMailsQuerySchema.parse(req.query);
    const deps = { manager: database.manager, decisions };
    res.json(await listInvitationMails(deps, actingIn(req.session), [userId].flat()));
  });
  router.get('/v1/bounces', requireSession(sessions), async (req, res) => {
    const { userId } = bouncesQuerySchema.parse(req.query);
    const deps = { manager: database.manager, decisions };
    res.json(await listBounces(deps, actingIn(req.session), [userId].flat()));
  });
  return router;
}
