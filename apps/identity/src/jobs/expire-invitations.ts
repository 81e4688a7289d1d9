import { type expireInvitations as expireInvitationsCommand, identityJobFinished } from '@tenantry/contracts';
import { User, type UserState } from '@tenantry/domain';
import { appendEvents, draft, type Handler } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { forgetJobs, forgetSelections } from '../bulk/forget-jobs';
import { forgetCodes } from '../credentials/forget-codes';
import { forgetEndedSessions } from '../sessions/ended-sessions';
import { forgetFailedSignIns } from '../sessions/failed-sign-ins';
import { forgetDevices } from '../sessions/known-devices';
import { forgetStrangerMails } from '../mails/forget-stranger-mails';
import { forgetSignUps } from '../sign-ups/forget-sign-ups';
import { saveUsers } from '../users/user.repository';
import { userSchema } from '../users/user.schema';
import { inBatches } from './in-batches';

/**
 * Ends the invitations whose time is over (L10), deletes what else has run out and nothing needs any more, and answers with
 * the numbers. A run that was answered before is left alone, however often its command arrives.
 */
export const expireInvitations: Handler<typeof expireInvitationsCommand> = async (
  { data, actor },
  { tx },
) => {
  const subject = `job-run/${data.runId}`;
  const answered = await tx.query<unknown[]>('select from event_log where subject = $1', [subject]);
  if (answered.length > 0) return;

  const at = new Date();
  const counts = {
    expired: await inBatches(async (most) => {
      const due = (await lockDue(tx, at, most)).map((state) => new User(state));
      await saveUsers(
        tx,
        due.filter((user) => user.expireInvitation(actor, at)),
      );
      return due.length;
    }),
    ...withoutZeros({
      forgottenSignUps: await inBatches((most) => forgetSignUps(tx, at, most)),
      forgottenCodes: await inBatches((most) => forgetCodes(tx, at, most)),
      forgottenSessions: await inBatches((most) => forgetEndedSessions(tx, at, most)),
      forgottenDevices: await inBatches((most) => forgetDevices(tx, at, most)),
      forgottenJobs: await inBatches((most) => forgetJobs(tx, at, most)),
      forgottenSelections: await inBatches((most) => forgetSelections(tx, at, most)),
      forgottenMailCounts: await inBatches((most) => forgetStrangerMails(tx, at, most)),
      // Last, as whoever is refused meanwhile waits for rows that are locked here, and others wait behind them.
      forgottenFailedSignIns: await inBatches((most) => forgetFailedSignIns(tx, at, most)),
    }),
  };
  const finished = { runId: data.runId, counts };
  await appendEvents(tx, [
    draft({
      event: identityJobFinished,
      subject,
      version: 1,
      facts: finished,
      actor: 'service/identity',
      occurredAt: at,
    }),
  ]);
};

/** Whoever is locked is accepting just now, or in the hands of another run. */
const lockDue = (tx: EntityManager, at: Date, most: number): Promise<UserState[]> =>
  tx
    .createQueryBuilder(userSchema, 'user')
    .where(
      `user.status = 'pending' and user.invitationExpiredAt is null and user.invitationExpiresAt <= :at`,
      { at },
    )
    .orderBy('user.invitationExpiresAt')
    .limit(most)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();

/** Of the rest only what there was: a run's result is read by people. */
const withoutZeros = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
