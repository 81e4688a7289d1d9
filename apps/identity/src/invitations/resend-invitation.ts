import type { Acting, invitationResentSchema } from '@tenantry/contracts';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireAllowedOnUser } from '../access/require-allowed-on-user';
import { storeCodes } from '../credentials/codes';
import { requestMail } from '../mails/request-mail';
import { requireOpenStanding } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from '../users/display-name';
import { subjectOf } from '../users/event-of';
import { findUser, lockUser, saveUser } from '../users/user.repository';
import { type InvitationSettings, newInvitationLink, settingsFor } from './new-invitation';

export type ResendInvitation = { userId: string; acting: Acting };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
  invitations: InvitationSettings;
};

/**
 * Sends an invitation again (L10), also one that has run out: with a new link and a new time, and the old link is dead.
 * Publishes `identity.invitation.resent.v1`.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.wrong_status`, `user.not_invited`,
 * `organization.being_prepared`, `organization.suspended`, 503 `decision.unavailable`: nothing has changed then.
 */
export const resendInvitation =
  (deps: Deps) =>
  async ({ userId, acting }: ResendInvitation): Promise<z.infer<typeof invitationResentSchema>> => {
    const { database, transact, clock } = deps;
    await requireAllowedOnUser(deps, { acting, act: 'user.invite', userId });
    const [before, inviter] = await Promise.all([
      findUser(database.manager, userId),
      findUser(database.manager, acting.actorId),
    ]);
    if (!before) throw new Problem('user.not_found');
    const standing = await requireOpenStanding(database.manager, before.organizationId);
    const { code, mail, expiresAt } = await newInvitationLink(
      settingsFor(deps.invitations, standing),
      before,
      { organizationName: standing.name, inviterName: inviter && displayName(inviter) },
      clock(),
    );
    const by = writtenBy(acting);
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      user.resendInvitation(expiresAt, by, clock());
      // The mail was made for this address and in this language.
      if (user.snapshot.profileRevision !== before.profileRevision) throw new Problem('user.changed');
      await saveUser(tx, user);
      await storeCodes(tx, [code]);
      await requestMail(tx, mail, by.actor);
      return {
        subject: subjectOf(userId),
        version: user.snapshot.version,
        expiresAt: expiresAt.toISOString(),
      };
    });
  };
