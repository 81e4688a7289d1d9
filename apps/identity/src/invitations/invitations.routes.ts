import { acceptInvitationRequestSchema, inviteUsersRequestSchema } from '@tenantry/contracts';
import { actingIn, largeJsonBody, onceFor, requireOwnSession } from '@tenantry/service-defaults';
import { type RequestHandler, Router } from 'express';
import type { Limits } from '../limits';
import { answerOpened } from '../sessions/answer-opened';
import { originOf } from '../sessions/origin-of';
import type { acceptInvitation } from './accept-invitation';
import { userIdOf } from '../users/users.routes';
import { type inviteUsers, mostAtOnce } from './invite-users';
import type { resendInvitation } from './resend-invitation';
import type { revokeInvitation } from './revoke-invitation';
import type { startInvitations } from './start-invitations';

type Deps = {
  signedIn: RequestHandler;
  limits: Pick<Limits, 'invitations' | 'takeInvitations' | 'codeUses'>;
  inviteUsers: ReturnType<typeof inviteUsers>;
  startInvitations: ReturnType<typeof startInvitations>;
  acceptInvitation: ReturnType<typeof acceptInvitation>;
  resendInvitation: ReturnType<typeof resendInvitation>;
  revokeInvitation: ReturnType<typeof revokeInvitation>;
};

/** It reads its own body: ten thousand addresses of the largest size, or of texts that are none, are larger than others. */
export const invitationsPath = '/v1/invitations';
const addressesBody = largeJsonBody(11_000_000);

export function invitationsRoutes({
  signedIn,
  limits,
  inviteUsers,
  startInvitations,
  acceptInvitation,
  resendInvitation,
  revokeInvitation,
}: Deps): Router {
  const router = Router();
  const inviting = [signedIn, ...addressesBody, ...limits.invitations];
  router.post(invitationsPath, ...inviting, async (req, res) => {
    const request = inviteUsersRequestSchema.parse(req.body);
    const command = { ...request, acting: actingIn(req.session) };
    if (request.addresses.length <= mostAtOnce) {
      res.json({ results: await inviteUsers(command, onceFor(req, res)) });
      return;
    }
    const takeInvitations = (addresses: number) => limits.takeInvitations(req, res, addresses);
    const job = await startInvitations({ ...command, takeInvitations }, onceFor(req, res));
    res.status(202).location(`/v1/jobs/${job.jobId}`).json(job);
  });
  router.post('/v1/invitations/accept', ...limits.codeUses, async (req, res) => {
    const request = acceptInvitationRequestSchema.parse(req.body);
    answerOpened(req, res, await acceptInvitation({ ...request, origin: originOf(req) }));
  });
  const resending = [signedIn, requireOwnSession, ...limits.invitations];
  router.post('/v1/users/:userId/invitation/resend', ...resending, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    res.json(await resendInvitation({ userId, acting: actingIn(req.session) }));
  });
  router.post('/v1/users/:userId/invitation/revoke', signedIn, async (req, res) => {
    const userId = userIdOf(req.params['userId']);
    res.json(await revokeInvitation({ userId, acting: actingIn(req.session) }));
  });
  return router;
}
