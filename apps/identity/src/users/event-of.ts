import {
  type AnyEvent,
  invitationExpired,
  invitationResent,
  type Language,
  statusConfirmed,
  userActivated,
  userBlocked,
  userDeactivated,
  userEmailChanged,
  userInactivityWarned,
  userKeptActive,
  userMirroringStarted,
  userMirroringStopped,
  userPasswordChanged,
  userPasswordReset,
  userProfileChanged,
  userReactivated,
  userRemoved,
  userReportedToSupport,
  userSessionsEnded,
  userUnblocked,
} from '@tenantry/contracts';
import type { Recorded, UserState } from '@tenantry/domain';
import { draft, type EventDraft } from '@tenantry/messaging';

export const subjectOf = (userId: string): string => `user/${userId}`;

/** Whose event it is, who did it and when. */
export const head = (user: UserState, { version, actor, onBehalfOf, at }: Recorded) => ({
  subject: subjectOf(user.id),
  version,
  actor,
  onBehalfOf,
  occurredAt: at,
});

/** What happened to a user as its event; what creates one has a way of its own, see `newcomerEvents`. */
export function eventOf(user: UserState, recorded: Recorded): EventDraft<AnyEvent> {
  const { happened } = recorded;
  const common = { ...head(user, recorded), facts: { userId: user.id } };
  switch (happened.type) {
    case 'UserCreated':
      throw new TypeError('Only a newcomer is created.');
    case 'UserActivated':
      return draft({
        event: userActivated,
        ...common,
        facts: { userId: user.id, cause: happened.cause },
        personal: { firstName: user.firstName ?? '', lastName: user.lastName ?? '' },
      });
    case 'UserBlocked':
      return draft({ event: userBlocked, ...common, personal: { reason: happened.reason } });
    case 'UserUnblocked':
      return draft({ event: userUnblocked, ...common, personal: { comment: happened.comment } });
    case 'UserDeactivated': {
      const { cause, reason, rule } = happened;
      const facts = {
        userId: user.id,
        cause,
        ...(rule && { rule: { days: rule.days, since: rule.since.toISOString() } }),
      };
      return draft({ event: userDeactivated, ...common, facts, personal: { reason } });
    }
    case 'UserReactivated':
      return draft({ event: userReactivated, ...common, personal: { comment: happened.comment } });
    case 'UserRemoved': {
      const { from, reason } = happened;
      return draft({ event: userRemoved, ...common, facts: { userId: user.id, from }, personal: { reason } });
    }
    case 'ProfileChanged': {
      const { firstName, middleName, lastName, idleSecondsOverride: idleSeconds } = happened;
      const language = happened.language as Language;
      const facts = { userId: user.id, language, idleSeconds };
      return draft({
        event: userProfileChanged,
        ...common,
        facts,
        personal: { firstName, middleName, lastName },
      });
    }
    case 'EmailChanged': {
      const { from, to } = happened;
      const facts = { userId: user.id, status: user.status };
      return draft({ event: userEmailChanged, ...common, facts, personal: { from, to } });
    }
    case 'PasswordChanged':
      return draft({
        event: userPasswordChanged,
        ...common,
        facts: { userId: user.id, cause: happened.cause },
      });
    case 'PasswordReset': {
      const facts = { userId: user.id, expiresAt: happened.expiresAt.toISOString() };
      return draft({ event: userPasswordReset, ...common, facts });
    }
    case 'SessionsEnded': {
      const { scope, comment } = happened;
      return draft({
        event: userSessionsEnded,
        ...common,
        facts: { userId: user.id, scope },
        personal: { comment },
      });
    }
    case 'SupportAsked': {
      const { comment } = happened;
      return draft({ event: userReportedToSupport, ...common, personal: { comment } });
    }
    case 'InactivityWarned': {
      const { dueAt, daysBefore } = happened;
      const facts = { userId: user.id, dueAt: dueAt.toISOString(), daysBefore };
      return draft({ event: userInactivityWarned, ...common, facts });
    }
    case 'KeptActive': {
      const facts = { userId: user.id, dueAt: happened.dueAt.toISOString() };
      return draft({ event: userKeptActive, ...common, facts });
    }
    case 'InvitationExpired':
      return draft({ event: invitationExpired, ...common });
    case 'InvitationResent': {
      const facts = { userId: user.id, invitationExpiresAt: happened.expiresAt.toISOString() };
      return draft({ event: invitationResent, ...common, facts });
    }
    case 'MirroringStarted':
      return draft({
        event: userMirroringStarted,
        ...common,
        facts: { userId: user.id, until: happened.until.toISOString() },
        personal: { reason: happened.reason },
      });
    case 'MirroringStopped':
      return draft({
        event: userMirroringStopped,
        ...common,
        facts: { userId: user.id, startedAt: happened.startedAt.toISOString() },
      });
    case 'StatusConfirmed': {
      const { claimId } = happened;
      return draft({
        event: statusConfirmed,
        ...common,
        facts: { userId: user.id, claimId, status: user.status },
      });
    }
    default:
      return happened satisfies never;
  }
}
