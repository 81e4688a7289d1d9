import type {
  acceptInvitationRequestSchema,
  activateUserRequestSchema,
  blockUserRequestSchema,
  changeEmailRequestSchema,
  changePasswordRequestSchema,
  commandResultSchema,
  createdUserSchema,
  createUserRequestSchema,
  currentSessionSchema,
  deactivateUserRequestSchema,
  editUserRequestSchema,
  editUserResultSchema,
  forgotPasswordRequestSchema,
  endUserSessionsRequestSchema,
  historyEntrySchema,
  historyPageSchema,
  inspectedCodeSchema,
  invitationResentSchema,
  installationKeyUsersSchema,
  inviteUsersRequestSchema,
  inviteUsersResponseSchema,
  passwordResetResultSchema,
  removeUserRequestSchema,
  setPasswordRequestSchema,
  setIdleLimitRequestSchema,
  signInRequestSchema,
  signUpRequestSchema,
  startMirroringRequestSchema,
  supportReportRequestSchema,
  unblockUserRequestSchema,
  userNameProposalSchema,
  userNameQuerySchema,
  userPresenceSchema,
  userProfileSchema,
  userSessionsSchema,
  verifySignUpRequestSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import type { BulkJob } from './bulk';
import { type Call, request } from './client';

export type CurrentSession = z.infer<typeof currentSessionSchema>;
export type InspectedCode = z.infer<typeof inspectedCodeSchema>;
export type InvitationResult = z.infer<typeof inviteUsersResponseSchema>['results'][number];
/** Of few addresses their outcomes, of many the job that brings them. */
export type Invited = z.infer<typeof inviteUsersResponseSchema> | BulkJob;
export type UserProfile = z.infer<typeof userProfileSchema>;
/** What of a profile is edited, with its revision. */
export type Editable = Pick<
  UserProfile,
  'firstName' | 'middleName' | 'lastName' | 'language' | 'profileRevision'
>;
export type UserSession = z.infer<typeof userSessionsSchema>['items'][number];
export type UserPresence = z.infer<typeof userPresenceSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type CommandResult = z.infer<typeof commandResultSchema>;
export type PasswordResetResult = z.infer<typeof passwordResetResultSchema>;
export type CreatedUser = z.infer<typeof createdUserSchema>;
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** Whom everybody may ask for an account; background: looking at the page is no use of a session. */
export const installationKeyUsers = (signal?: AbortSignal) =>
  request<z.infer<typeof installationKeyUsersSchema>>('identity', 'GET', '/v1/installation/key-users', {
    signal,
    background: true,
  });

export const signIn = (body: z.input<typeof signInRequestSchema>) =>
  request<CurrentSession>('identity', 'POST', '/v1/sessions', { body });

export const currentSession = (call: Call = {}) =>
  request<CurrentSession>('identity', 'GET', '/v1/sessions/current', call);

export const signOut = () => request<void>('identity', 'DELETE', '/v1/sessions/current');

export const ownSessions = (call: Call = {}) =>
  request<z.infer<typeof userSessionsSchema>>('identity', 'GET', '/v1/sessions', call);

export const endOwnSession = (sessionId: string) =>
  request<void>('identity', 'DELETE', `/v1/sessions/${sessionId}`);

export const endOtherSessions = () => request<void>('identity', 'DELETE', '/v1/sessions');

export const userPresence = (userId: string, call: Call = {}) =>
  request<UserPresence>('identity', 'GET', `/v1/users/${userId}/presence`, call);

export const userSessions = (userId: string, call: Call = {}) =>
  request<z.infer<typeof userSessionsSchema>>('identity', 'GET', `/v1/users/${userId}/sessions`, call);

export const endUserSession = (userId: string, sessionId: string) =>
  request<CommandResult>('identity', 'DELETE', `/v1/users/${userId}/sessions/${sessionId}`);

export const endUserSessions = (userId: string, body: z.input<typeof endUserSessionsRequestSchema>) =>
  request<CommandResult>('identity', 'DELETE', `/v1/users/${userId}/sessions`, { body });

export const setIdleLimit = (userId: string, body: z.input<typeof setIdleLimitRequestSchema>) =>
  request<CommandResult>('identity', 'PUT', `/v1/users/${userId}/idle-limit`, { body });

/** Begins to act as another user (A11); the password is one's own. */
export const startMirroring = (body: z.input<typeof startMirroringRequestSchema>) =>
  request<CurrentSession>('identity', 'POST', '/v1/mirroring', { body });

export const stopMirroring = () =>
  request<CurrentSession>('identity', 'DELETE', '/v1/mirroring', { anyAccount: true });

export const openAccount = (body: z.input<typeof signUpRequestSchema>) =>
  request<void>('identity', 'POST', '/v1/sign-ups', { body });

/** Says what a link is for; spends nothing. */
export const inspectCode = (code: string, signal?: AbortSignal) =>
  request<InspectedCode>('identity', 'POST', '/v1/codes/inspect', { body: { code }, signal });

export const verifySignUp = (body: z.input<typeof verifySignUpRequestSchema>) =>
  request<CurrentSession>('identity', 'POST', '/v1/sign-ups/verify', { body });

export const acceptInvitation = (body: z.input<typeof acceptInvitationRequestSchema>) =>
  request<CurrentSession>('identity', 'POST', '/v1/invitations/accept', { body });

/** Mails a link, if there is such an account; answers the same if not (C8). */
export const forgotPassword = (body: z.input<typeof forgotPasswordRequestSchema>) =>
  request<void>('identity', 'POST', '/v1/password-resets', { body });

export const setPassword = (body: z.input<typeof setPasswordRequestSchema>) =>
  request<CurrentSession>('identity', 'POST', '/v1/passwords', { body });

/** One's own; every other session ends. */
export const changePassword = (body: z.input<typeof changePasswordRequestSchema>) =>
  request<CurrentSession>('identity', 'PUT', '/v1/account/password', { body });

export const resetPassword = (userId: string) =>
  request<PasswordResetResult>('identity', 'POST', `/v1/users/${userId}/password-reset`);

/** An outcome for each address; of more than one answer serves a job that gives them. */
export const inviteUsers = (body: z.input<typeof inviteUsersRequestSchema>, key: string) =>
  request<Invited>('identity', 'POST', '/v1/invitations', { body, key });

/** Makes a new link; the old one is dead (L10). */
export const resendInvitation = (userId: string) =>
  request<z.infer<typeof invitationResentSchema>>(
    'identity',
    'POST',
    `/v1/users/${userId}/invitation/resend`,
  );

/** Removes the pending user; nobody is mailed (L10). */
export const revokeInvitation = (userId: string) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/invitation/revoke`);

/** Creates a user with a way to the first password; a one-off password that is shown is told this once (C6). */
export const createUser = (body: z.input<typeof createUserRequestSchema>, key: string) =>
  request<CreatedUser>('identity', 'POST', '/v1/users', { body, key });

/** Asked while one types. */
export const proposeUserName = (asked: z.input<typeof userNameQuerySchema>, signal?: AbortSignal) =>
  request<z.infer<typeof userNameProposalSchema>>('identity', 'GET', '/v1/user-names/proposal', {
    query: { ...asked, userName: asked.userName || undefined },
    signal,
  });

export const userProfile = (userId: string, signal?: AbortSignal) =>
  request<UserProfile>('identity', 'GET', `/v1/users/${userId}`, { signal });

export const userHistory = (userId: string, cursor: string | null, signal?: AbortSignal) =>
  request<HistoryPage>('identity', 'GET', `/v1/users/${userId}/history`, {
    query: { cursor: cursor ?? undefined },
    signal,
  });

export const blockUser = (userId: string, body: z.input<typeof blockUserRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/block`, { body });

export const unblockUser = (userId: string, body: z.input<typeof unblockUserRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/unblock`, { body });

export const deactivateUser = (userId: string, body: z.input<typeof deactivateUserRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/deactivate`, { body });

export const activateUser = (userId: string, body: z.input<typeof activateUserRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/activate`, { body });

/** The password is one's own. */
export const removeUser = (userId: string, body: z.input<typeof removeUserRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/remove`, { body });

/** @param revision the one that was seen; 412 where it is another by now */
export const editUser = (userId: string, body: z.input<typeof editUserRequestSchema>, revision: number) =>
  request<z.infer<typeof editUserResultSchema>>('identity', 'PATCH', `/v1/users/${userId}`, {
    body,
    revision,
  });

/** Answers the same where somebody has the address whom one does not see. */
export const changeEmail = (userId: string, body: z.input<typeof changeEmailRequestSchema>) =>
  request<void>('identity', 'PUT', `/v1/users/${userId}/email`, { body });

export const reportToSupport = (userId: string, body: z.input<typeof supportReportRequestSchema>) =>
  request<CommandResult>('identity', 'POST', `/v1/users/${userId}/support-report`, { body });
