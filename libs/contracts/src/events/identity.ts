import { z } from 'zod';
import { defineCommand, defineEvent } from '../define';
import {
  accountTypeSchema,
  firstPasswordSchema,
  inactiveCauseSchema,
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
    origin: openEnum(['bootstrap', 'invitation', 'sign_up', 'created']),
    accountType: accountTypeSchema,
    /** Where the creator chose them; see `accessGranted` for the values. */
    roleIds: z.array(z.string()).optional(),
    modules: z.array(z.string()).optional(),
    subAccountIds: z.array(z.uuid()).nullable().optional(),
    language: languageSchema,
    /** Until when the invitation can be accepted; `null` where the user was not invited. */
    invitationExpiresAt: z.iso.datetime().nullable(),
    /** How somebody who was created gets to their first password (C3, C5, C6). */
    firstPassword: openEnum(firstPasswordSchema.options).optional(),
  },
  {
    userName: z.string(),
    email: z.email(),
    firstName: z.string().nullable(),
    middleName: z.string().nullable().optional(),
    lastName: z.string().nullable(),
  },
);

/** `user/<id>`: `pending` → `active`; the user has chosen a password, and given their names or confirmed them. */
export const userActivated = defineEvent(
  'identity.user.activated.v1',
  'A user became active',
  {
    userId: z.uuid(),
    cause: openEnum(['email_verified', 'invitation_accepted', 'welcome_accepted', 'one_off_changed']),
  },
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

/** `user/<id>`: `active` → `inactive`, by an administrator or because nobody has signed in for long; every session has ended. */
export const userDeactivated = defineEvent(
  'identity.user.deactivated.v1',
  'A user was deactivated',
  {
    userId: z.uuid(),
    cause: openEnum(inactiveCauseSchema.options),
    /** Of the cause `inactivity`: nobody had signed in for `days` days, counted from `since` on (L7). */
    rule: z.object({ days: z.number().int(), since: z.iso.datetime() }).optional(),
  },
  { reason: z.string().nullable() },
);

/** `user/<id>`: the user is told that they are deactivated at `dueAt` if they do not sign in before (L7). */
export const userInactivityWarned = defineEvent(
  'identity.user.inactivity-warned.v1',
  'A user was warned of inactivity',
  { userId: z.uuid(), dueAt: z.iso.datetime(), daysBefore: z.number().int() },
);

/**
 * `user/<id>`: the rule of inactivity would have deactivated the user at `dueAt`, who is the last active master of the
 * organization and stays; the masters above are told (L7).
 */
export const userKeptActive = defineEvent(
  'identity.user.kept-active.v1',
  'A user was kept active as the last master',
  { userId: z.uuid(), dueAt: z.iso.datetime() },
);

/** `user/<id>`: `inactive` → `active`. */
export const userReactivated = defineEvent(
  'identity.user.reactivated.v1',
  'A user was activated again',
  { userId: z.uuid() },
  { comment: z.string().nullable() },
);

/** `user/<id>`: `from` → `removed`, for ever; user name and e-mail are free again. A pending user's invitation is removed. */
export const userRemoved = defineEvent(
  'identity.user.removed.v1',
  'A user was removed',
  { userId: z.uuid(), from: userStatusSchema },
  { reason: z.string().nullable() },
);

/** `user/<id>`: the profile as it is from now on. `idleSeconds` is the user's own limit, `null` where the policy holds. */
export const userProfileChanged = defineEvent(
  'identity.user.profile-changed.v1',
  "A user's profile was changed",
  { userId: z.uuid(), language: languageSchema, idleSeconds: z.number().int().nullable() },
  { firstName: z.string().nullable(), middleName: z.string().nullable(), lastName: z.string().nullable() },
);

/** `user/<id>`: the user has another e-mail address. */
export const userEmailChanged = defineEvent(
  'identity.user.email-changed.v1',
  "A user's e-mail was changed",
  /** `status` at that time: whoever is `pending` gets the way into the account at the new address. */
  { userId: z.uuid(), status: openEnum(userStatusSchema.options).optional() },
  { from: z.email(), to: z.email() },
);

/** `user/<id>`: the user has chosen another password. */
export const userPasswordChanged = defineEvent(
  'identity.user.password-changed.v1',
  'A user changed their password',
  { userId: z.uuid(), cause: openEnum(['own', 'reset', 'forgotten', 'one_off']) },
);

/** `user/<id>`: an administrator made a new way to a password, good until `expiresAt`; every session has ended. */
export const userPasswordReset = defineEvent(
  'identity.user.password-reset.v1',
  "A user's password was reset",
  { userId: z.uuid(), expiresAt: z.iso.datetime() },
);

/** `user/<id>`: an administrator ended one session of the user, or all of them. */
export const userSessionsEnded = defineEvent(
  'identity.user.sessions-ended.v1',
  "A user's sessions were ended",
  { userId: z.uuid(), scope: openEnum(['one', 'all']).optional() },
  { comment: z.string().nullable() },
);

/** `user/<id>`: somebody wrote to support about this account; the mail is asked for with `mailSupportReport`. */
export const userReportedToSupport = defineEvent(
  'identity.user.reported-to-support.v1',
  'A user was reported to support',
  { userId: z.uuid() },
  { comment: z.string() },
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

/** `user/<id>`: the invitation was sent again, with a new link; the one before is dead. */
export const invitationResent = defineEvent('identity.invitation.resent.v1', 'An invitation was sent again', {
  userId: z.uuid(),
  invitationExpiresAt: z.iso.datetime(),
});

/** `sign-in/<user id>`: the user signed in; at most one a user and day (UTC), so it has an order of its own. */
export const userSignedIn = defineEvent('identity.user.signed-in.v1', 'A user signed in', {
  userId: z.uuid(),
  day: z.iso.date(),
});

/** `job-run/<run id>`: how far identity has come with a job that the scheduler asked for; it goes on. */
export const identityJobProgressed = defineEvent('identity.job.progressed.v1', 'A job of identity goes on', {
  runId: z.uuid(),
  counts: z.record(z.string(), z.number().int()),
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

/**
 * Deactivates users without a sign-in for as long as their organization's policy says, and warns them before (L7); answered
 * by `identityJobFinished`, after any number of `identityJobProgressed`.
 */
export const deactivateInactiveUsers = defineCommand(
  'identity.command.deactivate-inactive-users.v1',
  'Deactivate users who have not signed in for long',
  { runId: z.uuid() },
);

/** Says what status the user has; answered by `statusConfirmed`. */
export const confirmStatus = defineCommand('identity.command.confirm-status.v1', "Confirm a user's status", {
  userId: z.uuid(),
  claimId: z.uuid(),
});

/** A part of the users whom somebody has selected by a filter, for the jobs that are to be done to them. */
export const takeSelection = defineCommand(
  'identity.command.take-selection.v1',
  'Take the users whom somebody has selected',
  {
    selectionId: z.uuid(),
    /** From 1 to `parts`. */
    part: z.number().int().min(1),
    parts: z.number().int().min(1),
    /** Whose selection it is; nobody else can use it. */
    actorId: z.uuid(),
    onBehalfOfId: z.uuid().nullable(),
    userIds: z.array(z.uuid()).max(500),
  },
);

/** Of an item of a job that was left to another service: what has become of it there. */
export const settleJobItem = defineCommand(
  'identity.command.settle-job-item.v1',
  'Say what an item of a job has come to',
  {
    jobId: z.uuid(),
    position: z.number().int(),
    /** `skipped`: it was so already. */
    state: z.enum(['done', 'skipped', 'failed']),
    /** The code of why it failed. */
    problem: z.string().nullable(),
    /** The attempt that is answered, as the command named it: the word on an earlier one than the last settles nothing. */
    attempt: z.number().int().optional(),
  },
);
