import { type Acting, type Language, mailSupportReport } from '@tenantry/contracts';
import { sendCommand } from '@tenantry/messaging';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { isOwn, requireAllowedOnUser } from '../access/require-allowed-on-user';
import { findStanding } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from './display-name';
import { subjectOf } from './event-of';
import { findUser, lockUser, saveUser } from './user.repository';

export type ReportToSupport = { userId: string; text: string; acting: Acting };

type Deps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  clock: () => Date;
  /** Where no organization names an address. */
  supportEmail: string | null;
};

const dayMs = 24 * 3_600_000;

/**
 * Mails support what nobody can change here, such as a wrong user name (L4), with the facts of the account, and publishes
 * `identity.user.reported-to-support.v1`. It goes to the address that the organization or one above it names.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `support.not_named`, `user.wrong_status`, 503
 * `decision.unavailable`.
 */
export const reportToSupport =
  ({ database, transact, decisions, clock, supportEmail }: Deps) =>
  async ({ userId, text, acting }: ReportToSupport) => {
    if (!isOwn(acting, userId))
      await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.edit', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      const reporter = await findUser(tx, acting.actorId);
      if (!user || !reporter) throw new Problem('user.not_found');
      const { organizationId, userName, email } = user.snapshot;
      const standing = await findStanding(tx, organizationId);
      const to = standing?.supportEmail ?? supportEmail;
      if (!to) throw new Problem('support.not_named');
      const at = clock();
      const by = writtenBy(acting);
      user.askSupport(text, by, at);
      await saveUser(tx, user);
      const report = {
        userId,
        organizationId,
        to,
        language: reporter.language as Language,
        userName,
        name: displayName(user.snapshot),
        email,
        organizationName: standing?.name ?? organizationId,
        reporterName: displayName(reporter),
        reporterEmail: reporter.email,
        text,
      };
      const expiresAt = new Date(at.getTime() + 7 * dayMs);
      await sendCommand(tx, mailSupportReport, report, { actor: by.actor, expiresAt });
      return { subject: subjectOf(userId), version: user.snapshot.version };
    });
  };
