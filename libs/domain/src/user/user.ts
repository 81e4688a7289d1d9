import {
  CannotBlockSelf,
  CannotMirrorSelf,
  NotActive,
  NotBlocked,
  NotPending,
  UserChanged,
} from './user-errors';

export type UserStatus = 'pending' | 'active' | 'blocked' | 'inactive' | 'removed';
export type UserOrigin = 'bootstrap' | 'invitation' | 'sign_up';

/** A user as identity stores it: one flat row. `version` counts the events of `user/<id>`. */
export type UserState = {
  id: string;
  organizationId: string;
  userName: string;
  userNameNormalised: string;
  email: string;
  emailNormalised: string;
  firstName: string | null;
  lastName: string | null;
  language: string;
  origin: UserOrigin;
  status: UserStatus;
  invitationExpiresAt: Date | null;
  invitationExpiredAt: Date | null;
  blockedReason: string | null;
  blockedAt: Date | null;
  /** Raised whenever the user's sessions must end; a session of a lower epoch is refused (decision 0007). */
  epoch: number;
  epochRaisedAt: Date | null;
  idleSeconds: number;
  createdAt: Date;
  lastSignInAt: Date | null;
  version: number;
};

/** What happened to a user, in the past tense; identity turns each into its event of `libs/contracts`. */
export type UserHappened =
  | { type: 'UserCreated' }
  | { type: 'UserActivated'; cause: 'email_verified' | 'invitation_accepted' }
  | { type: 'UserBlocked'; reason: string }
  | { type: 'UserUnblocked'; comment: string | null }
  | { type: 'InvitationExpired' }
  | { type: 'StatusConfirmed'; claimId: string }
  | { type: 'MirroringStarted'; reason: string; until: Date }
  | { type: 'MirroringStopped'; startedAt: Date };

/** Who did it, as events name them; `onBehalfOf` is the user through whose account they acted (A11). */
export type By = { readonly actor: string; readonly onBehalfOf?: string };

export type Recorded = By & {
  readonly happened: UserHappened;
  readonly version: number;
  readonly at: Date;
};

type NewUser = Pick<
  UserState,
  | 'id'
  | 'organizationId'
  | 'userName'
  | 'userNameNormalised'
  | 'email'
  | 'emailNormalised'
  | 'firstName'
  | 'lastName'
  | 'language'
  | 'origin'
  | 'invitationExpiresAt'
  | 'idleSeconds'
>;

/** The user aggregate: it owns every transition of a user's life and records what happened. */
export class User {
  private readonly recorded: Recorded[] = [];

  constructor(private state: UserState) {}

  /** A new, pending user. `firstVersion` is 1, or 2 where the account that they opened is the first event of their subject. */
  static create(user: NewUser, actor: string, at: Date, firstVersion = 1): User {
    const created = new User({
      ...user,
      status: 'pending',
      invitationExpiredAt: null,
      blockedReason: null,
      blockedAt: null,
      epoch: 0,
      epochRaisedAt: null,
      createdAt: at,
      lastSignInAt: null,
      version: firstVersion - 1,
    });
    created.record({ type: 'UserCreated' }, { actor }, at);
    return created;
  }

  get id(): string {
    return this.state.id;
  }

  /** The row to be stored. */
  get snapshot(): Readonly<UserState> {
    return this.state;
  }

  /** What happened since the user was read, oldest first. */
  get happenings(): readonly Recorded[] {
    return this.recorded;
  }

  /**
   * `pending` → `active`: the address is proven and a password chosen (C7, C11).
   * @throws {NotPending} where the user is anything but pending
   */
  activate(
    cause: 'email_verified' | 'invitation_accepted',
    names: { firstName: string; lastName: string },
    at: Date,
  ): void {
    if (this.state.status !== 'pending') throw new NotPending(this.state.status);
    this.change({ status: 'active', ...names });
    this.record({ type: 'UserActivated', cause }, { actor: `user/${this.id}` }, at);
  }

  /**
   * `active` → `blocked`, with the reason that the user and later administrators read (L6).
   * @throws {CannotBlockSelf} @throws {NotActive} where the user is not active
   */
  block(reason: string, by: By, at: Date): void {
    if (by.actor === `user/${this.id}`) throw new CannotBlockSelf();
    if (this.state.status !== 'active') throw new NotActive(this.state.status);
    this.change({ status: 'blocked', blockedReason: reason, blockedAt: at });
    this.record({ type: 'UserBlocked', reason }, by, at);
  }

  /**
   * `blocked` → `active`, with an optional comment (L6).
   * @throws {NotBlocked} where the user is not blocked
   */
  unblock(comment: string | null, by: By, at: Date): void {
    if (this.state.status !== 'blocked') throw new NotBlocked(this.state.status);
    this.change({ status: 'active', blockedReason: null, blockedAt: null });
    this.record({ type: 'UserUnblocked', comment }, by, at);
  }

  /**
   * Whether somebody can act through this account (A11).
   * @throws {CannotMirrorSelf} @throws {NotActive} where the user is not active
   */
  requireMirrorable(by: By): void {
    if (by.actor === `user/${this.id}`) throw new CannotMirrorSelf();
    if (this.state.status !== 'active') throw new NotActive(this.state.status);
  }

  /** Somebody acts through this account from now on, `until` at the latest (A11). Throws as {@link requireMirrorable}. */
  startMirroring(reason: string, until: Date, by: By, at: Date): void {
    this.requireMirrorable(by);
    this.record({ type: 'MirroringStarted', reason, until }, by, at);
  }

  /** Somebody who acted through this account since `startedAt` has stopped. */
  stopMirroring(startedAt: Date, by: By, at: Date): void {
    this.record({ type: 'MirroringStopped', startedAt }, by, at);
  }

  /** The time to accept the invitation is over (L10); the user stays pending. False where there is nothing to expire. */
  expireInvitation(actor: string, at: Date): boolean {
    const { status, invitationExpiresAt, invitationExpiredAt } = this.state;
    if (status !== 'pending' || !invitationExpiresAt || invitationExpiredAt || invitationExpiresAt > at)
      return false;
    this.change({ invitationExpiredAt: at });
    this.record({ type: 'InvitationExpired' }, { actor }, at);
    return true;
  }

  /** Says which status the user has. What was allowed on an earlier version can no longer be done, see `requireVersion`. */
  confirmStatus(claimId: string, actor: string, at: Date): void {
    this.record({ type: 'StatusConfirmed', claimId }, { actor }, at);
  }

  /**
   * What was allowed on one version of the user is done on that one or not at all.
   * @throws {UserChanged} where something has happened to the user since
   */
  requireVersion(version: number): void {
    if (this.state.version !== version) throw new UserChanged();
  }

  /** The user's sessions end: `epoch` is the value that Redis holds from now on. */
  endSessions(epoch: number, at: Date): void {
    this.change({ epoch, epochRaisedAt: at });
  }

  private change(change: Partial<UserState>): void {
    this.state = { ...this.state, ...change };
  }

  private record(happened: UserHappened, by: By, at: Date): void {
    const version = this.state.version + 1;
    this.change({ version });
    this.recorded.push({ happened, version, ...by, at });
  }
}
