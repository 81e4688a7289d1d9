import {
  activateUserRequestSchema,
  blockUserRequestSchema,
  changeEmailRequestSchema,
  deactivateUserRequestSchema,
  editUserRequestSchema,
  removeUserRequestSchema,
  supportReportRequestSchema,
  unblockUserRequestSchema,
} from '@tenantry/contracts';
import { actingIn, ifMatch, requireOwnSession, sendWithTag } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import type { blockUser } from './block-user';
import type { changeEmail } from './change-email';
import type { deactivateUser } from './deactivate-user';
import type { editUser } from './edit-user';
import type { reactivateUser } from './reactivate-user';
import type { removeUser } from './remove-user';
import type { reportToSupport } from './report-to-support';
import type { unblockUser } from './unblock-user';
import { userIdOf } from './users.routes';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'ownPasswords' | 'emails' | 'supportReports'>;
  confirmOwnPassword: (userId: string, password: string) => Promise<void>;
  blockUser: ReturnType<typeof blockUser>;
  unblockUser: ReturnType<typeof unblockUser>;
  deactivateUser: ReturnType<typeof deactivateUser>;
  reactivateUser: ReturnType<typeof reactivateUser>;
  removeUser: ReturnType<typeof removeUser>;
  editUser: ReturnType<typeof editUser>;
  changeEmail: ReturnType<typeof changeEmail>;
  reportToSupport: ReturnType<typeof reportToSupport>;
};

/** What changes a user. */
export function userLifeRoutes({ signedIn, limits, confirmOwnPassword, ...deps }: Deps): Router {
  const router = Router();
  router.post('/v1/users/:userId/block', signedIn, async (req, res) => {
    const { reason } = blockUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.blockUser({ userId, reason, acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/unblock', signedIn, async (req, res) => {
    const { comment } = unblockUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.unblockUser({ userId, comment, acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/deactivate', signedIn, async (req, res) => {
    const { reason } = deactivateUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.deactivateUser({ userId, reason, acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/activate', signedIn, async (req, res) => {
    const { comment } = activateUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.reactivateUser({ userId, comment, acting: actingIn(req.session) }));
  });
  const confirmed = [signedIn, requireOwnSession, ...limits.ownPasswords];
  router.post('/v1/users/:userId/remove', ...confirmed, async (req, res) => {
    const { password, ...request } = removeUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    await confirmOwnPassword(req.session.userId, password);
    res.json(await deps.removeUser({ ...request, userId, acting: actingIn(req.session) }));
  });
  router.patch('/v1/users/:userId', signedIn, async (req, res) => {
    const change = editUserRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    const hasSeen = ifMatch(req);
    const edited = await deps.editUser({ userId, change, hasSeen, acting: actingIn(req.session) });
    sendWithTag(res, edited.profileRevision, edited);
  });
  router.put('/v1/users/:userId/email', signedIn, requireOwnSession, ...limits.emails, async (req, res) => {
    const { email } = changeEmailRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    await deps.changeEmail({ userId, email, acting: actingIn(req.session) });
    res.status(202).end();
  });
  router.post('/v1/users/:userId/support-report', signedIn, ...limits.supportReports, async (req, res) => {
    const { text } = supportReportRequestSchema.parse(req.body);
    const userId = userIdOf(req.params['userId']);
    res.json(await deps.reportToSupport({ userId, text, acting: actingIn(req.session) }));
  });
  return router;
}
