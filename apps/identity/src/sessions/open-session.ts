import type { currentSessionSchema, Language } from '@tenantry/contracts';
import { isEmail, type UserState } from '@tenantry/domain';
import type { Session, SessionStore } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { idleLimitOf } from './idle-limit';
import { deviceSecret } from './known-devices';
import type { Origin } from './origin-of';
import { recordSignIn } from './record-sign-in';
import { requireOpenOrganization } from './require-open-organization';
import { tellNewDevice } from './tell-new-device';

export type CurrentSession = z.infer<typeof currentSessionSchema>;
/** A session that has just begun. The secret goes into the cookie and nowhere else. */
export type OpenedSession = { secret: string; current: CurrentSession };
/** One that somebody has begun by signing in; `device` is the secret that their device is remembered by, and goes there too. */
export type SignedIn = OpenedSession & { device: string };
export type OpenSession = (
  tx: EntityManager,
  user: UserState,
  at: Date,
  origin: Origin,
  way?: { byPassword: boolean },
) => Promise<SignedIn>;

/**
 * Signs in a user whose row the transaction has locked, so that a block is either seen before or ends this session.
 * Every way of signing in ends here. Whoever signs in with a password from a device that is not known is told by mail (C12), but
 * for the first time, and where there is an address to tell; of a password that was chosen with a link a mail tells anyway.
 * Problems: those of {@link requireOpenOrganization}, 503 `session.unavailable`.
 */
export const openSession =
  (sessions: SessionStore): OpenSession =>
  async (tx, user, at, origin, { byPassword } = { byPassword: false }) => {
    const standing = await requireOpenOrganization(tx, user.organizationId, user.id);
    const device = deviceSecret(origin.deviceSecret);
    // What was stored before addresses were checked may be none: that keeps nobody out.
    const tells = byPassword && user.lastSignInAt !== null && isEmail(user.email);
    if (await recordSignIn(tx, { userId: user.id, device, tells, at }))
      await tellNewDevice(tx, user, origin, at);
    const { secret, session } = await sessions.create({
      userId: user.id,
      organizationId: user.organizationId,
      organizationPath: standing?.path,
      epoch: user.epoch,
      // A policy holds for everybody who signs in from now on; a limit of the user's own holds at once, see `setIdleLimit`.
      idleSeconds: idleLimitOf(user, standing).seconds,
      origin,
    });
    return { secret, device, current: describeSession(session, user) };
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
