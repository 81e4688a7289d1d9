import type {
  invitationExpired,
  invitationResent,
  MessageOf,
  statusConfirmed,
  userBlocked,
  userDeactivated,
  userInactivityWarned,
  userMirroringStarted,
  userMirroringStopped,
  userPasswordChanged,
  userPasswordReset,
  userReactivated,
  userRemoved,
  userReportedToSupport,
  userSessionsEnded,
  userUnblocked,
} from '@tenantry/contracts';
import type { HandlerContext } from '@tenantry/messaging';
import { releaseClaim } from '../access/master-claims';
import { arrive, changeStatus } from './change-status';

const served = { blockedReason: null, inactiveCause: null, inactiveReason: null };

export const showBlocked = (
  { data, sequence }: MessageOf<typeof userBlocked>,
  { tx }: HandlerContext,
): Promise<void> =>
  changeStatus(tx, data.userId, 'blocked', sequence, { blockedReason: data.personal?.reason ?? null });

/** Somebody who was blocked or inactive is active again. */
export const showServed = (
  { data, sequence }: MessageOf<typeof userUnblocked> | MessageOf<typeof userReactivated>,
  { tx }: HandlerContext,
): Promise<void> => changeStatus(tx, data.userId, 'active', sequence, served);

export const showDeactivated = (
  { data, sequence }: MessageOf<typeof userDeactivated>,
  { tx }: HandlerContext,
): Promise<void> =>
  changeStatus(tx, data.userId, 'inactive', sequence, {
    inactiveCause: data.cause,
    inactiveReason: data.personal?.reason ?? null,
  });

/**
 * The row stays, in no list that does not ask for it, and so do access and bindings: whoever saw the user reads their
 * history. They count nowhere.
 */
export const showRemoved = (
  { data, sequence }: MessageOf<typeof userRemoved>,
  { tx }: HandlerContext,
): Promise<void> =>
  changeStatus(tx, data.userId, 'removed', sequence, {
    ...served,
    invitationExpiresAt: null,
    invitationExpired: false,
  });

export const showInvitationExpired = (
  { data, sequence }: MessageOf<typeof invitationExpired>,
  { tx }: HandlerContext,
): Promise<void> => changeStatus(tx, data.userId, 'pending', sequence, { invitationExpired: true });

export const showInvitationResent = (
  { data, sequence }: MessageOf<typeof invitationResent>,
  { tx }: HandlerContext,
): Promise<void> =>
  changeStatus(tx, data.userId, 'pending', sequence, {
    invitationExpiresAt: data.invitationExpiresAt,
    invitationExpired: false,
  });

/** What was allowed before and is not done by now is not done any more: the user counts again, if they are active. */
export async function showConfirmed(
  { data, sequence }: MessageOf<typeof statusConfirmed>,
  { tx }: HandlerContext,
): Promise<void> {
  await changeStatus(tx, data.userId, data.status, sequence);
  await releaseClaim(tx, data.claimId);
}

type Unshown =
  | typeof userInactivityWarned
  | typeof userMirroringStarted
  | typeof userMirroringStopped
  | typeof userPasswordChanged
  | typeof userPasswordReset
  | typeof userReportedToSupport
  | typeof userSessionsEnded;

/** Nothing that the directory shows has changed; whoever asks for this version of the user finds that it has arrived. */
export const showUnchanged = (
  { data, sequence }: MessageOf<Unshown>,
  { tx }: HandlerContext,
): Promise<void> => arrive(tx, data.userId, sequence);
