import {
  accountOpened,
  type AccountType,
  type AnyEvent,
  type FirstPassword,
  type InviteUsersRequest,
  type Language,
  type OrganizationKind,
  userCreated,
} from '@tenantry/contracts';
import type { Recorded, User, UserState } from '@tenantry/domain';
import { draft, type EventDraft } from '@tenantry/messaging';
import { eventOf, head } from './event-of';

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
  /** How somebody whom an administrator created gets to their first password. */
  firstPassword?: FirstPassword;
};

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
    createdEvent(state, created, newcomer),
    ...later.map((each) => eventOf(state, each)),
  ];
}

/** What happened to a stored user since it was read. */
export const userEvents = (user: User): EventDraft<AnyEvent>[] =>
  user.happenings.map((recorded) => eventOf(user.snapshot, recorded));

function createdEvent(user: UserState, recorded: Recorded, newcomer: Newcomer): EventDraft<AnyEvent> {
  const { userName, email } = user;
  // Who opens an account gives their names at the start; who is invited gives them on accepting.
  const { firstName, middleName, lastName } =
    user.origin === 'invitation' ? { firstName: null, middleName: null, lastName: null } : user;
  return draft({
    event: userCreated,
    ...head(user, recorded),
    facts: {
      userId: user.id,
      organizationId: user.organizationId,
      origin: user.origin,
      ...grantedBy(newcomer),
      language: user.language as Language,
      invitationExpiresAt: user.invitationExpiresAt?.toISOString() ?? null,
      firstPassword: newcomer.firstPassword,
    },
    personal: { userName, email, firstName, lastName, ...(middleName !== null && { middleName }) },
  });
}
