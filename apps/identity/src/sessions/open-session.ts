import { type currentSessionSchema, type Language, userSignedIn } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import type { Session, SessionOrigin, SessionStore } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { subjectOf } from '../users/event-of';
import { idleLimitOf } from './idle-limit';
import { requireOpenOrganization } from './require-open-organization';

export type CurrentSession = z.infer<typeof currentSessionSchema>;
/** A session that has just begun. The secret goes into the cookie and nowhere else. */
export type OpenedSession = { secret: string; current: CurrentSession };
export type OpenSession = (
  tx: EntityManager,
  user: UserState,
  at: Date,
  origin: SessionOrigin,
) => Promise<OpenedSession>;

/**
 * Signs in a user whose row the transaction has locked, so that a block is either seen before or ends this session.
 * Every way of signing in ends here. Problems: those of {@link requireOpenOrganization}, 503 `session.unavailable`.
 */
export const openSession =
  (sessions: SessionStore): OpenSession =>
  async (tx, user, at, origin) => {
    const standing = await requireOpenOrganization(tx, user.organizationId, user.id);
    await recordSignIn(tx, user.id, at);
    // An epoch that was raised in a transaction which then failed is in Redis only; below it no session would hold.
    const epoch = Math.max(user.epoch, await sessions.currentEpoch(user.id));
    const { secret, session } = await sessions.create({
      userId: user.id,
      organizationId: user.organizationId,
      organizationPath: standing?.path,
      epoch,
      // A policy holds for everybody who signs in from now on; a limit of the user's own holds at once, see `setIdleLimit`.
      idleSeconds: idleLimitOf(user, standing).seconds,
      origin,
    });
    return { secret, current: describeSession(session, user) };
  };

/** @param by who really acts, under mirroring: the session is then described as the mirrored user's */
export const describeSession = (
  session: Session,
  user: UserState,
  by: UserState | null = null,
): CurrentSession => ({
  userId: user.id,
  organizationId: user.organizationId,
  userName: user.userName,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  language: user.language as Language,
  environment: session.environment,
  signedInAt: session.createdAt.toISOString(),
  idleSeconds: session.idleSeconds,
  mirroring: session.mirroring &&
    by && {
      by: { userId: by.id, userName: by.userName, firstName: by.firstName, lastName: by.lastName },
      startedAt: session.mirroring.startedAt.toISOString(),
      until: session.mirroring.until.toISOString(),
    },
});

/** The event says that they signed in on this day (UTC): at most one a user and day, in an order of its own. */
async function recordSignIn(tx: EntityManager, userId: string, at: Date): Promise<void> {
  await tx.query('update users set last_sign_in_at = $2 where id = $1', [userId, at]);
  const day = at.toISOString().slice(0, 10);
  const [first] = await tx.query<{ version: number }[]>(
    `insert into sign_in_day as last (user_id, day, version) values ($1, $2, 1)
     on conflict (user_id) do update set day = $2, version = last.version + 1 where last.day < $2
     returning version`,
    [userId, day],
  );
  if (!first) return;
  await appendEvents(tx, [
    draft({
      event: userSignedIn,
      subject: `sign-in/${userId}`,
      version: first.version,
      facts: { userId, day },
      actor: subjectOf(userId),
      occurredAt: at,
    }),
  ]);
}
