import type {
  ActivationCause,
  By,
  InactiveCause,
  InactivityRule,
  InactivityWarning,
  PasswordCause,
  Profile,
  Recorded,
  UserHappened,
} from './happened';
import { type CausedBy, next } from './transitions';
import { NotInvited, NotToOneself, StillInvited, UserChanged, WrongStatus } from './user-errors';
import type { NewUser, UserState } from './user-state';

/**
 * The user aggregate: it records what happens to a user. Whether it can happen is said by the table of transitions, see
 * `transitions`; every method throws `WrongStatus` where it can't, and where others act `NotToOneself`. Nothing has changed
 * then.
 */
export class User {
  private readonly recorded: Recorded[] = [];

  constructor(private state: UserState) {}

  /** A new, pending user. `firstVersion` is 1, or 2 where the account that they opened is the first event of their subject. */
  static create(user: NewUser, actor: string, at: Date, firstVersion = 1): User {
    const happened = { type: 'UserCreated', cause: user.origin } as const;
    const created = new User({
      middleName: null,
      idleSecondsOverride: null,
      ...user,
      status: next(null, happened).status,
      invitationExpiredAt: null,
      blockedReason: null,
      blockedAt: null,
      inactiveCause: null,
      inactiveReason: null,
      inactiveAt: null,
      reactivatedAt: null,
      removedAt: null,
      epoch: 0,
      epochRaisedAt: null,
      createdAt: at,
      lastSignInAt: null,
      profileRevision: 1,
      version: firstVersion,
    });
    created.recorded.push({ happened, version: firstVersion, actor, at });
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
   * `pending` → `active`: the address is proven and a password chosen (C3, C5, C7, C11).
   * @param names as they were given with it; `null` where those that are known stay
   */
  activate(cause: ActivationCause, names: { firstName: string; lastName: string } | null, at: Date): void {
    const revised = names && { ...names, profileRevision: this.state.profileRevision + 1 };
    this.happen({ type: 'UserActivated', cause }, this.themselves, at, { ...revised });
  }

  /** `active` → `blocked`, with the reason that the user and later administrators read (L6). */
  block(reason: string, by: By, at: Date): void {
    this.happen({ type: 'UserBlocked', reason }, by, at, { blockedReason: reason, blockedAt: at });
  }

  /** `blocked` → `active`, with an optional comment (L6). The inactivity clock begins again: nobody could sign in meanwhile. */
  unblock(comment: string | null, by: By, at: Date): void {
    const change = { blockedReason: null, blockedAt: null, reactivatedAt: at };
    this.happen({ type: 'UserUnblocked', comment }, by, at, change);
  }

  /**
   * `active` → `inactive`: by an administrator (L5), or by the service because nobody has signed in for long (L7).
   * @param rule which rule of inactivity it was
   */
  deactivate(cause: InactiveCause, reason: string | null, by: By, at: Date, rule?: InactivityRule): void {
    const change = { inactiveCause: cause, inactiveReason: reason, inactiveAt: at };
    this.happen({ type: 'UserDeactivated', cause, reason, ...(rule && { rule }) }, by, at, change);
  }

  /** The user is told that they are to be deactivated, for nobody has signed in for long (L7). */
  warnOfInactivity(warning: InactivityWarning, by: By, at: Date): void {
    this.happen({ type: 'InactivityWarned', ...warning }, by, at);
  }

  /** Was to be deactivated for inactivity and stays, as the last active master of the organization (L7). */
  keepActive(dueAt: Date, by: By, at: Date): void {
    this.happen({ type: 'KeptActive', dueAt }, by, at);
  }

  /** `inactive` → `active`, with an optional comment (L5). The inactivity clock begins again. */
  reactivate(comment: string | null, by: By, at: Date): void {
    const change = { inactiveCause: null, inactiveReason: null, inactiveAt: null, reactivatedAt: at };
    this.happen({ type: 'UserReactivated', comment }, by, at, change);
  }

  /** → `removed`, for ever (L8); of a pending user the invitation is removed with it (L10). */
  remove(reason: string | null, by: By, at: Date): void {
    this.happen({ type: 'UserRemoved', from: this.state.status, reason }, by, at, {
      blockedReason: null,
      blockedAt: null,
      inactiveCause: null,
      inactiveReason: null,
      inactiveAt: null,
      removedAt: at,
    });
  }

  /**
   * Edits the profile (L3, C9). What is left out stays.
   * @returns false where nothing is different: then nothing has happened
   */
  changeProfile(change: Partial<Profile>, by: By, at: Date): boolean {
    const { firstName, middleName, lastName, language, idleSecondsOverride } = { ...this.state, ...change };
    const profile: Profile = { firstName, middleName, lastName, language, idleSecondsOverride };
    const keys = Object.keys(profile) as (keyof Profile)[];
    if (keys.every((key) => profile[key] === this.state[key])) return false;
    this.happen({ type: 'ProfileChanged', ...profile }, by, at, { ...profile, ...this.nextRevision });
    return true;
  }

  /**
   * Puts another address in place of a wrong one (L4).
   * @param email as it is typed, and normalised
   * @returns false where it is the same: then nothing has happened
   */
  changeEmail(email: Pick<UserState, 'email' | 'emailNormalised'>, by: By, at: Date): boolean {
    if (email.email === this.state.email) return false;
    const happened = { type: 'EmailChanged', from: this.state.email, to: email.email } as const;
    this.happen(happened, by, at, { ...email, ...this.nextRevision });
    return true;
  }

  /** The user has a password of their own choice instead of the one before. One that they choose first activates them. */
  passwordChanged(cause: PasswordCause, at: Date): void {
    this.happen({ type: 'PasswordChanged', cause }, this.themselves, at);
  }

  /**
   * An administrator made a new way to a password, good until `expiresAt` (C3, C4).
   * @throws {StillInvited} where an invitation is to be sent again instead
   */
  resetPassword(expiresAt: Date, by: By, at: Date): void {
    const { status, origin } = this.state;
    if (status === 'pending' && origin !== 'created') throw new StillInvited();
    this.happen({ type: 'PasswordReset', expiresAt }, by, at);
  }

  /**
   * The invitation is open again, until `expiresAt`, with a new link (L10).
   * @throws {NotInvited} where there has never been one
   */
  resendInvitation(expiresAt: Date, by: By, at: Date): void {
    const { status, invitationExpiresAt } = this.state;
    if (status === 'pending' && !invitationExpiresAt) throw new NotInvited();
    const change = { invitationExpiresAt: expiresAt, invitationExpiredAt: null };
    this.happen({ type: 'InvitationResent', expiresAt }, by, at, change);
  }

  /**
   * The invitation is taken back and the user removed with it (L10).
   * @throws {NotInvited} where there has never been one
   */
  revokeInvitation(by: By, at: Date): void {
    const { status, invitationExpiresAt } = this.state;
    if (status !== 'pending') throw new WrongStatus('UserRemoved', status, ['pending']);
    if (!invitationExpiresAt) throw new NotInvited();
    this.remove(null, by, at);
  }

  /** An administrator ended a session of the user or all of them; the user stays active. `endSessions` ends all. */
  recordSessionsEnded(scope: 'one' | 'all', comment: string | null, by: By, at: Date): void {
    this.happen({ type: 'SessionsEnded', scope, comment }, by, at);
  }

  /** Somebody has written to support about this account, such as a user name that is wrong and never changes (L4). */
  askSupport(comment: string, by: By, at: Date): void {
    this.happen({ type: 'SupportAsked', comment }, by, at);
  }

  /** Whether somebody can act through this account (A11); throws as {@link startMirroring}. */
  requireMirrorable(by: By): void {
    this.requireNext({ type: 'MirroringStarted' }, by);
  }

  /** Somebody acts through this account from now on, `until` at the latest (A11). */
  startMirroring(reason: string, until: Date, by: By, at: Date): void {
    this.happen({ type: 'MirroringStarted', reason, until }, by, at);
  }

  /** Somebody who acted through this account since `startedAt` has stopped. */
  stopMirroring(startedAt: Date, by: By, at: Date): void {
    this.happen({ type: 'MirroringStopped', startedAt }, by, at);
  }

  /** The time to accept the invitation is over (L10); the user stays pending. False where there is nothing to expire. */
  expireInvitation(actor: string, at: Date): boolean {
    const { status, invitationExpiresAt, invitationExpiredAt } = this.state;
    if (status !== 'pending' || !invitationExpiresAt || invitationExpiredAt || invitationExpiresAt > at)
      return false;
    this.happen({ type: 'InvitationExpired' }, { actor }, at, { invitationExpiredAt: at });
    return true;
  }

  /** Says which status the user has. What was allowed on an earlier version can no longer be done, see `requireVersion`. */
  confirmStatus(claimId: string, actor: string, at: Date): void {
    this.happen({ type: 'StatusConfirmed', claimId }, { actor }, at);
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
    this.state = { ...this.state, epoch, epochRaisedAt: at };
  }

  private get themselves(): By {
    return { actor: `user/${this.id}` };
  }

  private get nextRevision(): Pick<UserState, 'profileRevision'> {
    return { profileRevision: this.state.profileRevision + 1 };
  }

  private happen(happened: UserHappened, by: By, at: Date, change: Partial<UserState> = {}): void {
    const status = this.requireNext(happened, by);
    const version = this.state.version + 1;
    this.state = { ...this.state, ...change, status, version };
    this.recorded.push({ happened, version, ...by, at });
  }

  private requireNext(happens: Parameters<typeof next>[1], by: By): UserState['status'] {
    const { status, by: causes } = next(this.state.status, happens);
    const onOneself = by.actor === `user/${this.id}`;
    if (onOneself && causes.every(isForOthers)) throw new NotToOneself();
    return status;
  }
}

const isForOthers = (cause: CausedBy): boolean => cause !== 'oneself' && cause !== 'service';
