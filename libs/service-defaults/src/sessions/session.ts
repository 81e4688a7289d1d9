import type { OrganizationStatus } from '@tenantry/contracts';

/** A signed-in user's session as every service sees it; rank and permissions are never part of it. */
export type Session = {
  /** SHA-256 (hex) of the secret in the cookie, never the secret. */
  id: string;
  /** Whose account this is: the person who signed in, or the user whom they mirror. */
  userId: string;
  organizationId: string;
  createdAt: Date;
  /** When the person last proved their password; a step-up moves it. */
  authTime: Date;
  /** The session ends after this many seconds without a request that a person caused. */
  idleSeconds: number;
  environment: string;
  /** Set while somebody else acts through this account (A11); `id` and the times above are those of their own session. */
  mirroring: Mirroring | null;
};

type Mirroring = {
  /** The person who really acts. */
  byUserId: string;
  startedAt: Date;
  /** When it ends by itself; it is not extended. */
  until: Date;
};

/** From where a session began, for its user to know it again: product names such as `Firefox` and `Windows`, and the network address. */
export type SessionOrigin = { browser: string | null; system: string | null; address: string | null };

/** A session as its user and their administrators see it in a list. */
export type HeldSession = SessionOrigin & {
  /** SHA-256 (hex) of the secret; stays inside. */
  id: string;
  /** What it is called outside: random, good for nothing but naming it. */
  handle: string;
  createdAt: Date;
  lastRequestAt: Date;
  idleSeconds: number | null;
  /** Somebody acts as the user in it (A11). */
  mirrored: boolean;
};

/** The secrets of a request's cookies. */
type SessionSecrets = {
  own: string;
  /** Where somebody is mirrored: that of the mirrored session, which holds only beside the own one that began it. */
  mirrored?: string | undefined;
};

export type SessionState =
  | { state: 'ok'; session: Session }
  | { state: 'missing' | 'ended' | 'other_environment' | 'organization_suspended' | 'mirroring_ended' };

export type SessionChecker = {
  /**
   * @param secrets the values of the session cookies
   * @param o `extend`: a person caused the request, so the idle limit starts anew
   * @throws {Problem} `session.unavailable` where Redis is down or has not been given back what ends sessions
   */
  check: (secrets: SessionSecrets, o: { extend: boolean }) => Promise<SessionState>;
};

/**
 * What became of an organization: nobody below a suspended or closed one gets in (A14). `version` is that of the event
 * which says so; of two words the one with the higher version holds.
 */
export type ToldOrganization = { organizationId: string; version: number; status: OrganizationStatus };

/** Sessions end after twelve hours, however busy. Raised epochs are kept as long. */
export const absoluteSessionSeconds = 12 * 60 * 60;

/** Mirroring ends after thirty minutes (decision 0015). */
export const mirroringSeconds = 30 * 60;

/** Whoever has not been heard of for this long is not online any more (rules, Presence). */
export const onlineSeconds = 120;

/** How long it is remembered when somebody was last heard of: thirty days. */
export const lastSeenSeconds = 30 * 24 * 60 * 60;

/** A user holds no more sessions at once; beyond that the one that was not used for longest ends. */
export const maximumSessions = 100;
