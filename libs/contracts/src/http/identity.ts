import { z } from 'zod';
import {
  accountTypeSchema,
  inactiveCauseSchema,
  languageSchema,
  moduleKeySchema,
  roleIdSchema,
  userStatusSchema,
} from '../values';

const name = z.string().trim().min(1).max(100);
const code = z.string().min(1).max(200);
// No rule of composition, a cap against costly hashing: NIST 800-63B-4 3.1.1.2. Length and block list are checked by the service.
const newPassword = z.string().min(1).max(128);

/** Somebody who did something; without a name where the reader does not see them. */
const personSchema = z.object({ id: z.string(), name: z.string().nullable() });
const partySchema = personSchema.extend({ kind: z.enum(['user', 'service']) });

/** What everybody may know of the installation (`GET /v1/installation`). */
export const installationSchema = z
  .object({
    environment: z.string(),
    languages: z.array(languageSchema),
    minimumPasswordLength: z.number().int(),
    links: z.object({
      imprint: z.string().nullable(),
      dataProtection: z.string().nullable(),
      terms: z.string().nullable(),
    }),
  })
  .meta({ id: 'Installation' });

/** `GET /v1/installation/key-users`: whom to ask for an account (C13), for those who have none. */
export const installationKeyUsersSchema = z
  .object({ keyUsers: z.array(z.object({ name: z.string(), email: z.string() })) })
  .meta({ id: 'InstallationKeyUsers' });

/** `POST /v1/sign-ups`: 202 whether or not the address is known. */
export const signUpRequestSchema = z
  .strictObject({
    organizationName: name,
    firstName: name,
    lastName: name,
    email: z.string().max(254),
    language: languageSchema,
  })
  .meta({ id: 'SignUpRequest' });

/** `POST /v1/codes/inspect`: what a link is for; spends nothing. */
export const inspectCodeRequestSchema = z.strictObject({ code }).meta({ id: 'InspectCodeRequest' });
export const inspectedCodeSchema = z
  .object({
    purpose: z.enum(['verify_email', 'invitation', 'welcome', 'reset', 'forgotten', 'one_off_change']),
    email: z.string(),
    userName: z.string().nullable(),
    organizationName: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'InspectedCode' });

/** `POST /v1/sign-ups/verify`: spends the code, opens the account, signs in. */
export const verifySignUpRequestSchema = z
  .strictObject({ code, password: newPassword })
  .meta({ id: 'VerifySignUpRequest' });
/** `POST /v1/invitations/accept`: spends the code, activates the user, signs in. */
export const acceptInvitationRequestSchema = z
  .strictObject({ code, password: newPassword, firstName: name, lastName: name })
  .meta({ id: 'AcceptInvitationRequest' });

/** `POST /v1/sessions`. `identifier` is the e-mail or the user name. */
export const signInRequestSchema = z
  .strictObject({ identifier: z.string().min(1).max(254), password: z.string().min(1).max(128) })
  .meta({ id: 'SignInRequest' });

/**
 * The problem of a sign-in with a one-off password, `sign_in.password_change_required`: it is spent, and the code lets one choose
 * a password of one's own (`POST /v1/passwords`) until `expiresAt`.
 */
export const passwordChangeRequiredSchema = z
  .object({ passwordCode: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'PasswordChangeRequired' });

/** `POST /v1/password-resets`: 202 whether or not there is such an account. `identifier` is the e-mail or the user name. */
export const forgotPasswordRequestSchema = z
  .strictObject({ identifier: z.string().min(1).max(254) })
  .meta({ id: 'ForgotPasswordRequest' });
/** `POST /v1/passwords`: spends a code of the purpose `welcome`, `reset`, `forgotten` or `one_off_change`, signs in. */
export const setPasswordRequestSchema = z
  .strictObject({ code, password: newPassword })
  .meta({ id: 'SetPasswordRequest' });
/** `PUT /v1/account/password`: one's own; every other session ends. */
export const changePasswordRequestSchema = z
  .strictObject({ currentPassword: z.string().min(1).max(128), newPassword })
  .meta({ id: 'ChangePasswordRequest' });

/** The signed-in user (`GET /v1/sessions/current`, and the answer of every way of signing in). */
export const currentSessionSchema = z
  .object({
    userId: z.uuid(),
    organizationId: z.uuid(),
    userName: z.string(),
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    language: languageSchema,
    environment: z.string(),
    signedInAt: z.iso.datetime(),
    idleSeconds: z.number().int().meta({
      description: 'The session ends after this many seconds without a request that a person caused.',
    }),
    mirroring: z
      .object({
        by: z.object({
          userId: z.uuid(),
          userName: z.string(),
          firstName: z.string().nullable(),
          lastName: z.string().nullable(),
        }),
        startedAt: z.iso.datetime(),
        until: z.iso.datetime(),
      })
      .nullable()
      .meta({
        description: 'Set while somebody acts as this user: all the rest is the mirrored user’s.',
      }),
  })
  .meta({ id: 'CurrentSession' });

/** `GET /v1/sessions` and `GET /v1/users/{userId}/sessions`: those that hold, the last used first. */
export const userSessionsSchema = z
  .object({
    items: z.array(
      z.object({
        sessionId: z.uuid().meta({ description: 'Names the session; opens nothing.' }),
        startedAt: z.iso.datetime(),
        lastRequestAt: z.iso.datetime(),
        browser: z.string().nullable().meta({ description: 'Such as `Firefox`, where it is known.' }),
        system: z.string().nullable().meta({ description: 'Such as `Windows`, where it is known.' }),
        address: z.string().nullable().meta({ description: 'The network address from which it began.' }),
        idleSeconds: z.number().int().nullable().meta({
          description: 'Null where somebody acts as the user: that session is never extended.',
        }),
        current: z.boolean().meta({ description: 'The session that asks.' }),
        mirrored: z.boolean().meta({ description: 'An administrator acts as the user in it.' }),
      }),
    ),
  })
  .meta({ id: 'UserSessions' });

/** `GET /v1/users/{userId}/presence`. */
export const userPresenceSchema = z
  .object({
    online: z.boolean(),
    lastSeenAt: z.iso.datetime().nullable().meta({
      description: 'The last request of one of the user’s own sessions, remembered for thirty days.',
    }),
  })
  .meta({ id: 'UserPresence' });

/** `DELETE /v1/users/{userId}/sessions`; without a body there is no comment. */
export const endUserSessionsRequestSchema = z
  .strictObject({ comment: z.string().trim().min(1).max(1000).nullable().default(null) })
  .meta({ id: 'EndUserSessionsRequest' });
/** `PUT /v1/users/{userId}/idle-limit`: the user's own, in seconds; `null` has the policy hold again. */
export const setIdleLimitRequestSchema = z
  .strictObject({ idleSeconds: z.number().int().min(60).max(86_400).nullable() })
  .meta({ id: 'SetIdleLimitRequest' });

/** `POST /v1/mirroring`: begins to act as another user (A11); `DELETE` stops. The password is one's own. */
export const startMirroringRequestSchema = z
  .strictObject({
    userId: z.uuid(),
    password: z.string().min(1).max(1000),
    reason: z.string().trim().min(1).max(1000),
  })
  .meta({ id: 'StartMirroringRequest' });

/** `POST /v1/invitations`: up to 100 addresses are answered with an outcome each, up to 10,000 with a job (202). */
export const inviteUsersRequestSchema = z
  .strictObject({
    organizationId: z.uuid(),
    addresses: z.array(z.string().max(1000)).min(1),
    accountType: accountTypeSchema,
    roleIds: z.array(roleIdSchema).max(50).optional().meta({
      description: 'Left out: the roles of a newcomer of this account type.',
    }),
    modules: z.array(moduleKeySchema).max(100).optional().meta({ description: 'Left out: none.' }),
    subAccountIds: z.array(z.uuid()).max(500).nullable().optional().meta({
      description: 'Left out, or null: all sub-accounts of the organization.',
    }),
    language: languageSchema,
  })
  .meta({ id: 'InviteUsersRequest' });
export type InviteUsersRequest = z.infer<typeof inviteUsersRequestSchema>;
export const invitationOutcomeSchema = z
  .enum(['invited', 'already_user', 'already_invited', 'disposable', 'malformed'])
  .meta({ id: 'InvitationOutcome' });
export type InvitationOutcome = z.infer<typeof invitationOutcomeSchema>;
export const inviteUsersResponseSchema = z
  .object({
    results: z.array(
      z.object({
        address: z.string(),
        outcome: invitationOutcomeSchema,
        userId: z.uuid().nullable().meta({
          description:
            'The holder of the address, where there is one whom the signed-in user sees; `null` for every `invited`.',
        }),
      }),
    ),
  })
  .meta({ id: 'InviteUsersResponse' });

export const userProfileSchema = z
  .object({
    userId: z.uuid(),
    organizationId: z.uuid(),
    userName: z.string(),
    email: z.string(),
    firstName: z.string().nullable(),
    middleName: z.string().nullable(),
    lastName: z.string().nullable(),
    language: languageSchema,
    idleSeconds: z.number().int().nullable().meta({
      description: 'The limit of this user alone; `null` where the policy of the organization holds.',
    }),
    idleLimit: z.object({ seconds: z.number().int(), source: z.enum(['user', 'policy', 'default']) }).meta({
      description: 'What holds, and by whose word: the user’s own, the policy’s, the installation’s.',
    }),
    status: userStatusSchema,
    credential: z.enum(['none', 'one_off', 'set']),
    blockedReason: z.string().nullable(),
    inactive: z
      .object({ cause: inactiveCauseSchema, reason: z.string().nullable(), since: z.iso.datetime() })
      .nullable(),
    removedAt: z.iso.datetime().nullable(),
    deactivatesAt: z.iso.datetime().nullable().meta({
      description: 'When the user is deactivated for inactivity unless they sign in, as they were told (L7).',
    }),
    statusChange: z
      .object({ at: z.iso.datetime(), actor: partySchema, onBehalfOf: personSchema.nullable() })
      .nullable()
      .meta({ description: 'Who blocked, deactivated or removed the user, and when.' }),
    invitation: z
      .object({ state: z.enum(['open', 'expired', 'accepted']), expiresAt: z.iso.datetime() })
      .nullable(),
    createdAt: z.iso.datetime(),
    lastSignInAt: z.iso.datetime().nullable(),
    profileRevision: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'UserProfile' });

/** What a command answers: the subject and its new version, to be handed to directory queries. */
export const commandResultSchema = z
  .object({ subject: z.string(), version: z.number().int() })
  .meta({ id: 'CommandResult' });

/** `POST /v1/users/{userId}/password-reset`. */
export const passwordResetResultSchema = commandResultSchema
  .extend({
    way: z.enum(['reset_link', 'welcome_link', 'one_off_mail', 'one_off_shown']).meta({
      description: 'How the user gets to a new password: as before, where they have never signed in.',
    }),
    expiresAt: z.iso.datetime(),
    oneOffPassword: z.string().nullable().meta({
      description: 'Of the way `one_off_shown`: it is told this once and cannot be read again (C6).',
    }),
  })
  .meta({ id: 'PasswordResetResult' });

/** `GET /v1/users/{userId}/history`, newest first. */
export const historyEntrySchema = z
  .object({
    eventId: z.uuid(),
    type: z.string(),
    version: z.number().int(),
    occurredAt: z.iso.datetime(),
    actor: partySchema,
    onBehalfOf: personSchema.nullable(),
    facts: z.record(z.string(), z.unknown()),
    personal: z.record(z.string(), z.unknown()).nullable(),
    traceId: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' });
export const historyPageSchema = z
  .object({ items: z.array(historyEntrySchema), nextCursor: z.string().nullable() })
  .meta({ id: 'HistoryPage' });
export const historyQuerySchema = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
