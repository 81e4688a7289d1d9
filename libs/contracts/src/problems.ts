import { z } from 'zod';
import { problemsOfWork } from './problems-of-work';

/**
 * Every failure that an API answers, as RFC 9457 problem details: a stable code, its HTTP status and a title in plain words.
 * The console has a sentence for each code in each language; a test holds the two lists equal.
 */
export const problems = {
  'request.malformed': { status: 400, title: 'The body is not valid JSON.' },
  'request.invalid': { status: 400, title: 'Some values are not as they should be.' },
  'request.too_large': { status: 413, title: 'The request is larger than this service takes.' },
  'request.media_type': { status: 415, title: 'The body must be application/json.' },
  'request.cross_site': { status: 403, title: 'The request came from another site and was refused.' },
  'idempotency.in_flight': {
    status: 409,
    title: 'The same request is being carried out just now. Try again in a moment.',
  },
  'idempotency.other_request': {
    status: 422,
    title: 'This idempotency key came with another request before. Use a key of its own for each.',
  },
  'route.not_found': { status: 404, title: 'There is nothing at this address.' },
  'rate.limited': { status: 429, title: 'Too many requests. Wait a moment and try again.' },
  internal: { status: 500, title: 'Something went wrong here. Try again; if it stays, report the trace id.' },
  'service.unavailable': {
    status: 503,
    title: 'The service cannot answer right now. Try again in a moment.',
  },
  'decision.unavailable': {
    status: 503,
    title: 'Whether you may do this cannot be decided right now. Try again in a moment.',
  },
  'access.not_yet_known': {
    status: 503,
    title: 'The latest change of your account has not arrived everywhere yet. Try again in a moment.',
  },
  'service_token.refused': {
    status: 401,
    title: 'The service token is missing, expired or not meant for this service.',
  },
  'session.missing': { status: 401, title: 'Sign in first.' },
  'session.ended': { status: 401, title: 'Your session has ended. Sign in again.' },
  'session.other_environment': {
    status: 401,
    title: 'This session belongs to another environment. Sign in here.',
  },
  'session.organization_suspended': {
    status: 401,
    title: 'Your organization or one above it is suspended or closed. Signing in tells you whom to ask.',
  },
  'session.mirroring_ended': {
    status: 401,
    title: 'You no longer act as this user: the time is over, or one of the two accounts may not any more.',
  },
  'session.other_account': {
    status: 401,
    title: 'The page showed another account than the one that is signed in now. Nothing was done.',
  },
  'session.not_found': { status: 404, title: 'This session is over already.' },
  'session.unavailable': {
    status: 503,
    title: 'Sessions cannot be checked right now. Try again in a moment.',
  },
  'sign_in.refused': { status: 401, title: 'User name, e-mail or password is not right.' },
  'sign_in.blocked': { status: 403, title: 'This account is blocked.' },
  'sign_in.inactive': { status: 403, title: 'This account is deactivated.' },
  'sign_in.not_activated': { status: 403, title: 'This account has not been activated yet.' },
  'sign_in.one_off_expired': { status: 403, title: 'This one-off password has expired.' },
  'sign_in.one_off_used': { status: 403, title: 'This one-off password has been used already.' },
  'sign_in.password_change_required': {
    status: 403,
    title: 'This password was good for one sign-in. Choose one of your own now.',
  },
  'sign_in.organization_suspended': {
    status: 403,
    title:
      'Your organization or one above it is suspended. Nothing is lost; once it is reopened you can sign in.',
  },
  'sign_in.organization_closed': {
    status: 403,
    title: 'Your organization or one above it is closed. Nothing is lost; if it is reopened you can sign in.',
  },
  'sign_up.not_open': {
    status: 409,
    title:
      'This installation has no operator yet. Set it up first with the bootstrap command; then accounts can be opened.',
  },
  'code.unknown': { status: 404, title: 'This link is not valid. It may have been replaced by a newer one.' },
  'code.used': { status: 410, title: 'This link has been used already.' },
  'code.expired': { status: 410, title: 'This link has expired.' },
  'code.other_environment': { status: 409, title: 'This link belongs to another environment.' },
  'email.taken': {
    status: 409,
    title:
      'An account with this address exists already. Sign in, or accept the invitation that was mailed to it.',
  },
  'password.too_short': { status: 422, title: 'The password is too short: use at least 15 characters.' },
  'password.unchanged': { status: 422, title: 'Choose a password that is not the one before.' },
  'password.too_common': { status: 422, title: 'This password is too easy to guess. Choose another one.' },
  'invitation.too_many_addresses': {
    status: 422,
    title: 'Too many addresses for one invitation: 10,000 at most.',
  },
  'grant.not_allowed': { status: 403, title: 'You cannot grant this access.' },
  'access.changed': { status: 409, title: 'Somebody has changed this access meanwhile. Look at it again.' },
  'role.not_found': { status: 404, title: 'There is no such role, or you cannot see it.' },
  'role.changed': { status: 409, title: 'Somebody has changed this role meanwhile. Look at it again.' },
  'role.held': { status: 409, title: 'Users hold this role. Take it from them first.' },
  'role.held_unseen': {
    status: 409,
    title: 'Users whom you do not see hold this role. What it lets them do is changed by who sees them all.',
  },
  'role.name_taken': { status: 409, title: 'The organization has a role with this name already.' },
  'role.for_administrators': {
    status: 422,
    title: 'A role with permissions is for administrators: privileged accounts or above.',
  },
  'module.changed': { status: 409, title: 'Somebody has changed this module meanwhile. Look at it again.' },
  'module.held': {
    status: 409,
    title: 'User accounts open this module. Take it from them before it is for administrators only.',
  },
  'module.for_administrators': { status: 422, title: 'This module is always for administrators only.' },
  'sub_account.not_found': { status: 404, title: 'There is no such sub-account, or you cannot see it.' },
  'sub_account.changed': {
    status: 409,
    title: 'Somebody has changed this sub-account meanwhile. Look at it again.',
  },
  'sub_account.held': {
    status: 409,
    title: 'Users are let into this sub-account one by one. Take it from them first.',
  },
  'sub_account.name_taken': {
    status: 409,
    title: 'The organization has a sub-account with this name already.',
  },
  'mirroring.not_allowed': {
    status: 403,
    title: 'This cannot be done while you act as another user. Stop first.',
  },
  'mirroring.not_on': { status: 409, title: 'You do not act as another user.' },
  'password.wrong': { status: 403, title: 'This is not your password.' },
  'permission.missing': { status: 403, title: 'Your account does not have the permission for this.' },
  'user.not_found': { status: 404, title: 'There is no such user, or you cannot see the account.' },
  'user.changed': { status: 409, title: 'Somebody has changed this user meanwhile. Look at it again.' },
  'support.not_named': {
    status: 409,
    title: 'No address of support is named, neither for the organization nor for the installation.',
  },
  'user.wrong_status': { status: 409, title: 'The status of the user does not allow this.' },
  'user.online': {
    status: 409,
    title: 'The user is online. Sign them out first, or wait until they have left.',
  },
  'user.shown_password': {
    status: 409,
    title: 'This user starts with a password that is shown once. Reset it on the page of the user.',
  },
  'user.not_invited': {
    status: 409,
    title: 'This user was created without an invitation. Reset the password instead.',
  },
  'user.invited': {
    status: 409,
    title: 'This user has not accepted the invitation yet. Send it again instead.',
  },
  'user.email_taken': { status: 409, title: 'Somebody has this address already.' },
  'user_name.taken': { status: 409, title: 'Somebody has this user name already.' },
  'profile.changed': { status: 412, title: 'Somebody has changed this profile meanwhile. Look at it again.' },
  'precondition.required': {
    status: 428,
    title: 'Say with If-Match which version you have seen: the ETag of the answer that you read.',
  },
  'user.not_active': { status: 409, title: 'This can be done only while the user is active.' },
  'user.not_blocked': { status: 409, title: 'Only a blocked user can be unblocked.' },
  'user.self': { status: 409, title: 'You cannot do this to yourself.' },
  'user.last_master': { status: 409, title: 'This is the last active master of the organization.' },
  'organization.not_found': { status: 404, title: 'There is no such organization, or you cannot see it.' },
  'organization.being_prepared': {
    status: 409,
    title: 'Your organization is being prepared. This takes a few seconds.',
  },
  'organization.suspended': {
    status: 409,
    title: 'The organization or one above it is suspended or closed. It has to be reopened first.',
  },
  'organization.changed': { status: 409, title: 'Somebody else has changed this organization meanwhile.' },
  'organization.own': { status: 409, title: 'You cannot do this to your own organization.' },
  'organization.wrong_status': { status: 409, title: 'The status of the organization does not allow this.' },
  'organization.kind_not_allowed': { status: 422, title: 'This is not for an organization of this kind.' },
  'organization.too_deep': { status: 409, title: 'There can be no more levels of organizations here.' },
  'key_user.not_eligible': {
    status: 422,
    title: 'Key users are active users of the organization or of one above it.',
  },
  'line.identifier_taken': { status: 409, title: 'A line of this kind with this identifier exists already.' },
  'service_center.not_found': {
    status: 404,
    title: 'There is no such service center, or you cannot see it.',
  },
  'service_center.part_not_found': {
    status: 404,
    title: 'There is no such customer or service entity, or you cannot see it.',
  },
  'service_center.part_held_unseen': { status: 409, title: 'Users whom you do not see have this part.' },
  'service_center.not_owned': { status: 403, title: 'You do not own this service center.' },
  'service_center.changed': {
    status: 409,
    title: 'Somebody else has changed this service center meanwhile.',
  },
  'service_center.binding_changed': {
    status: 409,
    title: 'Somebody else has changed this binding meanwhile.',
  },
  'service_center.share_in_use': {
    status: 409,
    title: 'Users of this organization are still bound to the service center.',
  },
  'service_center.copy_from_higher': {
    status: 409,
    title: 'Nothing is copied from an account of a higher account type than the receiver’s.',
  },
  'service_center.copy_changed': {
    status: 409,
    title: 'Something has changed since the preview. Look at it again.',
  },
  ...problemsOfWork,
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** RFC 9457 `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'An address that explains the code.' }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: 'Stable: for programs.' }),
    detail: z.string().optional(),
    traceId: z.string().optional(),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({
        description: 'One entry a wrong value; `pointer` is a JSON Pointer (RFC 6901) into the body.',
      }),
  })
  .meta({ id: 'Problem' });
export type ProblemDetails = z.infer<typeof problemSchema>;
