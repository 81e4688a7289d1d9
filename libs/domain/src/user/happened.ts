import type { UserStatus } from './transitions';

export type UserOrigin = 'bootstrap' | 'invitation' | 'sign_up' | 'created';
/** How somebody proved that the account is theirs, and chose a password. */
export type ActivationCause =
  | 'email_verified'
  | 'invitation_accepted'
  /** By the link of the welcome mail (C3). */
  | 'welcome_accepted'
  /** They signed in with a one-off password and changed it (C5, C6). */
  | 'one_off_changed';
export type InactiveCause = 'manual' | 'inactivity';
/** The rule that deactivated somebody: no sign-in for so many days, counted from then on (L7). */
export type InactivityRule = { days: number; since: Date };
/** When somebody is deactivated who does not sign in, and how many days before, at most, they are told. */
export type InactivityWarning = { dueAt: Date; daysBefore: number };
export type PasswordCause = 'own' | 'reset' | 'forgotten' | 'one_off';

/** What happened to a user, in the past tense; identity turns each into its event of `libs/contracts`. */
export type UserHappened =
  | { type: 'UserCreated'; cause: UserOrigin }
  | { type: 'UserActivated'; cause: ActivationCause }
  | { type: 'UserBlocked'; reason: string }
  | { type: 'UserUnblocked'; comment: string | null }
  | { type: 'UserDeactivated'; cause: InactiveCause; reason: string | null; rule?: InactivityRule }
  | { type: 'UserReactivated'; comment: string | null }
  | { type: 'UserRemoved'; from: UserStatus; reason: string | null }
  | { type: 'InvitationExpired' }
  | { type: 'InvitationResent'; expiresAt: Date }
  | ({ type: 'ProfileChanged' } & Profile)
  | { type: 'EmailChanged'; from: string; to: string }
  | { type: 'PasswordChanged'; cause: PasswordCause }
  | { type: 'PasswordReset'; expiresAt: Date }
  | { type: 'SessionsEnded'; scope: 'one' | 'all'; comment: string | null }
  | { type: 'SupportAsked'; comment: string }
  | { type: 'StatusConfirmed'; claimId: string }
  | ({ type: 'InactivityWarned' } & InactivityWarning)
  | { type: 'KeptActive'; dueAt: Date }
  | { type: 'MirroringStarted'; reason: string; until: Date }
  | { type: 'MirroringStopped'; startedAt: Date };

/** What an administrator edits of a user (L3). */
export type Profile = {
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  language: string;
  /** After how many seconds without activity their sessions end (C9); `null`: what the organization's policy says. */
  idleSecondsOverride: number | null;
};

/** Who did it, as events name them; `onBehalfOf` is the user through whose account they acted (A11). */
export type By = { readonly actor: string; readonly onBehalfOf?: string };

export type Recorded = By & {
  readonly happened: UserHappened;
  readonly version: number;
  readonly at: Date;
};
