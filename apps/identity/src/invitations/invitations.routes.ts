import { acceptInvitationRequestSchema, inviteUsersRequestSchema } from '@tenantry/contracts';
import { actingIn, onceFor } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import type { AnswerOpened } from '../sessions/answer-opened';
import { originOf } from '../sessions/origin-of';
import type { acceptInvitation } from './accept-invitation';
import type { inviteUsers } from './invite-users';

type Deps = {
  answerOpened: AnswerOpened;
  signedIn: RequestHandler;
  limits: Pick<Limits, 'invitations' | 'codeUses'>;
  inviteUsers: ReturnType<typeof inviteUsers>;
  acceptInvitation: ReturnType<typeof acceptInvitation>;
};

export function invitationsRoutes({
  answerOpened,
  signedIn,
  limits,
  inviteUsers,
  acceptInvitation,
}: Deps): Router {
  const router = Router();
  router.post('/v1/invitations', signedIn, ...limits.invitations, async (req, res) => {
    const request = inviteUsersRequestSchema.parse(req.body);
    const command = { ...request, acting: actingIn(req.session) };
    res.json({ results: await inviteUsers(command, onceFor(req, res)) });
  });
  router.post('/v1/invitations/accept', ...limits.codeUses, async (req, res) => {
    const request = acceptInvitationRequestSchema.parse(req.body);
    await answerOpened(req, res, await acceptInvitation({ ...request, origin: originOf(req) }));
  });
  return router;
}
