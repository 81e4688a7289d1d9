import { z } from 'zod';
import { defineCommand, defineEvent } from '../define';
import {
  accountTypeSchema,
  languageSchema,
  openEnum,
  organizationKindSchema,
  userStatusSchema,
} from '../values';

const names = { firstName: z.string(), lastName: z.string() };

/** `user/<id>`, before `userCreated`: the organization of this user is to be made, with the user as its master. */
export const accountOpened = defineEvent('identity.account.opened.v1', 'An account was opened', {
  userId: z.uuid(),
  organizationId: z.uuid(),
  organizationName: z.string(),
  organizationKind: organizationKindSchema,
});

/** `user/<id>`: a user exists, still `pending`. `accountType` is the access that the creator granted. */
export const userCreated = defineEvent(
  'identity.user.created.v1',
  'A user was created',
  {
    userId: z.uuid(),
    organizationId: z.uuid(),
    origin: openEnum(['bootstrap', 'invitation', 'sign_up']),
    accountType: accountTypeSchema,
    /** Where the creator chose them; see `accessGranted` for the values. */
    roleIds: z.array(z.string()).optional(),
    modules: z.array(z.string()).optional(),
    subAccountIds: z.array(z.uuid()).nullable().optional(),
    language: languageSchema,
    /** Until when the invitation can be accepted; `null` where the user was not invited. */
    invitationExpiresAt: z.iso.datetime().nullable(),
  },
  {
    userName: z.string(),
    email: z.email(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
  },
);

/** `user/<id>`: `pending` → `active`; the user has chosen a password and given their names. */
export const userActivated = defineEvent(
  'identity.user.activated.v1',
  'A user became active',
  { userId: z.uuid(), cause: openEnum(['email_verified', 'invitation_accepted']) },
  names,
);

/** `user/<id>`: `active` → `blocked`; every session of the user has ended. */
export const userBlocked = defineEvent(
  'identity.user.blocked.v1',
  'A user was blocked',
  { userId: z.uuid() },
  { reason: z.string() },
);

/** `user/<id>`: `blocked` → `active`. */
export const userUnblocked = defineEvent(
  'identity.user.unblocked.v1',
  'A user was unblocked',
  { userId: z.uuid() },
  { comment: z.string().nullable() },
);

/** `user/<id>`: `actor` acts through this user's account from now on, until `until` at the latest (A11). */
export const userMirroringStarted = defineEvent(
  'identity.user.mirroring-started.v1',
  'Somebody began to act as a user',
  { userId: z.uuid(), until: z.iso.datetime() },
  { reason: z.string() },
);

/** `user/<id>`: they stopped before the time was over. */
export const userMirroringStopped = defineEvent(
  'identity.user.mirroring-stopped.v1',
  'Somebody stopped acting as a user',
  { userId: z.uuid(), startedAt: z.iso.datetime() },
);

/**
 * `user/<id>`: the status of the user at this version, as `confirmStatus` asked for it. What was allowed on an earlier
 * version and has not been done by now is not done any more.
 */
export const statusConfirmed = defineEvent(
  'identity.user.status-confirmed.v1',
  "A user's status was confirmed",
  { userId: z.uuid(), claimId: z.uuid(), status: userStatusSchema },
);

/** `user/<id>`: the invitation can no longer be accepted; the user stays `pending`. */
export const invitationExpired = defineEvent('identity.invitation.expired.v1', 'An invitation expired', {
  userId: z.uuid(),
});

/** `sign-in/<user id>`: the user signed in; at most one a user and day (UTC), so it has an order of its own. */
export const userSignedIn = defineEvent('identity.user.signed-in.v1', 'A user signed in', {
  userId: z.uuid(),
  day: z.iso.date(),
});

/** `job-run/<run id>`: identity has carried out a job that the scheduler asked for. */
export const identityJobFinished = defineEvent('identity.job.finished.v1', 'A job of identity finished', {
  runId: z.uuid(),
  /** What was done, by name: `{ "expired": 12 }`. */
  counts: z.record(z.string(), z.number().int()),
});

/** Ends the invitations whose time is over; answered by `identityJobFinished`. */
export const expireInvitations = defineCommand(
  'identity.command.expire-invitations.v1',
  'Expire invitations whose time is over',
  { runId: z.uuid() },
);

/** Says what status the user has; answered by `statusConfirmed`. */
export const confirmStatus = defineCommand('identity.command.confirm-status.v1', "Confirm a user's status", {
  userId: z.uuid(),
  claimId: z.uuid(),
});
