import type { InactiveCause, Profile, UserOrigin } from './happened';
import type { UserStatus } from './transitions';

/** A user as identity stores it: one flat row. `version` counts the events of `user/<id>`. */
export type UserState = Profile & {
  id: string;
  organizationId: string;
  userName: string;
  userNameNormalised: string;
  email: string;
  emailNormalised: string;
  origin: UserOrigin;
  status: UserStatus;
  invitationExpiresAt: Date | null;
  invitationExpiredAt: Date | null;
  blockedReason: string | null;
  blockedAt: Date | null;
  inactiveCause: InactiveCause | null;
  inactiveReason: string | null;
  inactiveAt: Date | null;
  /** When they were last put back into service, from inactive or blocked. */
  reactivatedAt: Date | null;
  removedAt: Date | null;
  /** Raised whenever the user's sessions must end; a session of a lower epoch is refused (decision 0007). */
  epoch: number;
  epochRaisedAt: Date | null;
  /** What holds where neither `idleSecondsOverride` nor a policy says anything. */
  idleSeconds: number;
  createdAt: Date;
  lastSignInAt: Date | null;
  /** Rises with each change of the profile or the e-mail; who edits says which one they saw (RFC 9110 section 8.8.3). */
  profileRevision: number;
  version: number;
};

/** What a new user is given; the rest follows. */
export type NewUser = Pick<
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
> &
  Partial<Pick<UserState, 'middleName' | 'idleSecondsOverride'>>;
