import type { Permission } from '../access/permission';
import type { UserHappened } from './happened';
import { WrongStatus } from './user-errors';

export const userStatuses = ['pending', 'active', 'blocked', 'inactive', 'removed'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** Who causes it: whoever has the permission and is somebody else, the user themselves, or a service of the installation. */
export type CausedBy = Permission | 'oneself' | 'service';

/** One way from a status to another. `cause` tells apart those that happen under one name. */
export type Transition = {
  /** `null`: there was no such user. */
  readonly from: UserStatus | null;
  readonly happens: UserHappened['type'];
  readonly cause: string | null;
  readonly to: UserStatus;
  readonly by: CausedBy;
};

/** Every way from a status to another. What is not here does not happen; `User` looks nowhere else. */
export const transitions = [
  { from: null, happens: 'UserCreated', cause: 'invitation', to: 'pending', by: 'user.invite' },
  { from: null, happens: 'UserCreated', cause: 'created', to: 'pending', by: 'user.create' },
  { from: null, happens: 'UserCreated', cause: 'sign_up', to: 'pending', by: 'oneself' },
  { from: null, happens: 'UserCreated', cause: 'bootstrap', to: 'pending', by: 'service' },
  { from: 'pending', happens: 'UserActivated', cause: 'invitation_accepted', to: 'active', by: 'oneself' },
  { from: 'pending', happens: 'UserActivated', cause: 'email_verified', to: 'active', by: 'oneself' },
  { from: 'pending', happens: 'UserActivated', cause: 'welcome_accepted', to: 'active', by: 'oneself' },
  { from: 'pending', happens: 'UserActivated', cause: 'one_off_changed', to: 'active', by: 'oneself' },
  { from: 'active', happens: 'UserBlocked', cause: null, to: 'blocked', by: 'user.block' },
  { from: 'blocked', happens: 'UserUnblocked', cause: null, to: 'active', by: 'user.unblock' },
  { from: 'active', happens: 'UserDeactivated', cause: 'manual', to: 'inactive', by: 'user.deactivate' },
  { from: 'active', happens: 'UserDeactivated', cause: 'inactivity', to: 'inactive', by: 'service' },
  { from: 'inactive', happens: 'UserReactivated', cause: null, to: 'active', by: 'user.activate' },
  { from: 'pending', happens: 'UserRemoved', cause: null, to: 'removed', by: 'user.remove' },
  { from: 'active', happens: 'UserRemoved', cause: null, to: 'removed', by: 'user.remove' },
  { from: 'blocked', happens: 'UserRemoved', cause: null, to: 'removed', by: 'user.remove' },
  { from: 'inactive', happens: 'UserRemoved', cause: null, to: 'removed', by: 'user.remove' },
] as const satisfies readonly Transition[];

type Transitional = (typeof transitions)[number]['happens'];

type Occurrence = { readonly in: readonly UserStatus[]; readonly by: readonly CausedBy[] };

const notRemoved = ['pending', 'active', 'blocked', 'inactive'] as const;

/** What happens to a user and leaves their status as it is: in which statuses it can, and who causes it. */
export const occurrences = {
  InvitationExpired: { in: ['pending'], by: ['service'] },
  InvitationResent: { in: ['pending'], by: ['user.invite'] },
  ProfileChanged: { in: notRemoved, by: ['user.edit', 'oneself'] },
  EmailChanged: { in: notRemoved, by: ['user.edit'] },
  PasswordChanged: { in: ['active'], by: ['oneself'] },
  PasswordReset: { in: ['pending', 'active'], by: ['user.reset_password'] },
  SessionsEnded: { in: ['active'], by: ['user.sessions'] },
  SupportAsked: { in: notRemoved, by: ['user.edit', 'oneself'] },
  MirroringStarted: { in: ['active'], by: ['user.mirror'] },
  MirroringStopped: { in: userStatuses, by: ['user.mirror', 'oneself'] },
  InactivityWarned: { in: ['active'], by: ['service'] },
  KeptActive: { in: ['active'], by: ['service'] },
  StatusConfirmed: { in: userStatuses, by: ['service'] },
} as const satisfies Record<Exclude<UserHappened['type'], Transitional>, Occurrence>;

/** What of a happening tells where it leads. */
export type Happens = { readonly type: UserHappened['type']; readonly cause?: string };

const isOccurrence = (type: UserHappened['type']): type is keyof typeof occurrences => type in occurrences;

/**
 * Where this leads a user with the present status, `null` where there was no user, and who causes it.
 * @throws {WrongStatus} where it can't happen to them
 */
export function next(
  present: UserStatus | null,
  { type, cause }: Happens,
): { readonly status: UserStatus; readonly by: readonly CausedBy[] } {
  if (isOccurrence(type)) {
    const { in: statuses, by }: Occurrence = occurrences[type];
    if (present !== null && statuses.includes(present)) return { status: present, by };
    throw new WrongStatus(type, present, statuses);
  }
  const all: readonly Transition[] = transitions;
  const ways = all.filter(({ happens }) => happens === type);
  const way = ways.find((each) => each.from === present && each.cause === (cause ?? null));
  if (way) return { status: way.to, by: [way.by] };
  throw new WrongStatus(type, present, [...new Set(ways.map(({ from }) => from))]);
}
