import {
  accountOpened,
  type AccountType,
  type AnyEvent,
  invitationExpired,
  type InviteUsersRequest,
  type Language,
  type OrganizationKind,
  statusConfirmed,
  userActivated,
  userBlocked,
  userCreated,
  userMirroringStarted,
  userMirroringStopped,
  userUnblocked,
} from '@tenantry/contracts';
import type { Recorded, User, UserState } from '@tenantry/domain';
import { draft, type EventDraft } from '@tenantry/messaging';

/** The access that the creator of a user granted; tenancy applies it. What was left out follows from the account type. */
export type Granted = { accountType: AccountType } & Pick<
  InviteUsersRequest,
  'roleIds' | 'modules' | 'subAccountIds'
>;

/** Nothing but the access, of what grants one. */
export const grantedBy = ({ accountType, roleIds, modules, subAccountIds }: Granted): Granted => ({
  accountType,
  roleIds,
  modules,
  subAccountIds,
});

/** A user that is about to be stored for the first time. */
export type Newcomer = Granted & {
  user: User;
  /** The organization that is to be made for them, with them as its master; their first version is then 2. */
  account?: { organizationName: string; organizationKind: OrganizationKind };
};

export const subjectOf = (userId: string): string => `user/${userId}`;

/** What a newcomer brings into the log: the account, if they opened one, their creation and what followed it. */
export function newcomerEvents(newcomer: Newcomer): EventDraft<AnyEvent>[] {
  const { user, account } = newcomer;
  const state = user.snapshot;
  const [created, ...later] = user.happenings;
  if (created?.happened.type !== 'UserCreated') throw new TypeError('A newcomer begins with its creation.');
  const opened =
    account &&
    draft({
      event: accountOpened,
      ...head(state, created),
      version: 1,
      facts: { userId: state.id, organizationId: state.organizationId, ...account },
    });
  return [
    ...(opened ? [opened] : []),
    createdEvent(state, created, grantedBy(newcomer)),
    ...later.map((each) => eventOf(state, each)),
  ];
}

/** What happened to a stored user since it was read. */
export const userEvents = (user: User): EventDraft<AnyEvent>[] =>
  user.happenings.map((recorded) => eventOf(user.snapshot, recorded));

const head = (user: UserState, { version, actor, onBehalfOf, at }: Recorded) => ({
  subject: subjectOf(user.id),
  version,
  actor,
  onBehalfOf,
  occurredAt: at,
});

function createdEvent(user: UserState, recorded: Recorded, granted: Granted): EventDraft<AnyEvent> {
  const { userName, email } = user;
  // Who opens an account gives their names at the start; who is invited gives them on accepting.
  const names = user.origin === 'invitation' ? { firstName: null, lastName: null } : user;
  return draft({
    event: userCreated,
    ...head(user, recorded),
    facts: {
      userId: user.id,
      organizationId: user.organizationId,
      origin: user.origin,
      ...granted,
      language: user.language as Language,
      invitationExpiresAt: user.invitationExpiresAt?.toISOString() ?? null,
    },
    personal: { userName, email, firstName: names.firstName, lastName: names.lastName },
  });
}

function eventOf(user: UserState, recorded: Recorded): EventDraft<AnyEvent> {
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
    case 'InvitationExpired':
      return draft({ event: invitationExpired, ...common });
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
