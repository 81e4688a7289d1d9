import { type expireInvitations as expireInvitationsCommand, identityJobFinished } from '@tenantry/contracts';
import { User, type UserState } from '@tenantry/domain';
import { appendEvents, draft, type Handler } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { saveUsers } from '../users/user.repository';
import { userSchema } from '../users/user.schema';

const batchSize = 500;
/** What is left over after so many is for the next run: a message has 30 seconds. */
const mostBatches = 10;

/**
 * Ends the invitations whose time is over (L10) and answers with their number. A run that was answered before is left
 * alone, however often its command arrives.
 */
export const expireInvitations: Handler<typeof expireInvitationsCommand> = async (
  { data, actor },
  { tx },
) => {
  const subject = `job-run/${data.runId}`;
  const answered = await tx.query<unknown[]>('select from event_log where subject = $1', [subject]);
  if (answered.length > 0) return;

  const at = new Date();
  let expired = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const due = (await lockDue(tx, at)).map((state) => new User(state));
    await saveUsers(
      tx,
      due.filter((user) => user.expireInvitation(actor, at)),
    );
    expired += due.length;
    if (due.length < batchSize) break;
  }
  const finished = { runId: data.runId, counts: { expired } };
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
const lockDue = (tx: EntityManager, at: Date): Promise<UserState[]> =>
  tx
    .createQueryBuilder(userSchema, 'user')
    .where(
      `user.status = 'pending' and user.invitationExpiredAt is null and user.invitationExpiresAt <= :at`,
      { at },
    )
    .orderBy('user.invitationExpiresAt')
    .limit(batchSize)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
