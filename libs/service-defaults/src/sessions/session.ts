import type { OrganizationStatus } from '@tenantry/contracts';

/** A signed-in user's session as every service sees it; rank and permissions are never part of it. */
export type Session = {
  /** SHA-256 (hex) of the secret in the cookie, never the secret. */
  id: string;
  userId: string;
  organizationId: string;
  createdAt: Date;
  /** When the person last proved their password; a step-up moves it. */
  authTime: Date;
  /** The session ends after this many seconds without a request that a person caused. */
  idleSeconds: number;
  environment: string;
};

export type SessionState =
  | { state: 'ok'; session: Session }
  | { state: 'missing' | 'ended' | 'other_environment' | 'organization_suspended' };

export type SessionChecker = {
  /**
   * @param cookieSecret the value of the session cookie
   * @param o `extend`: a person caused the request, so the idle limit starts anew
   * @throws {Problem} `session.unavailable` where Redis is down or has not been given back what ends sessions
   */
  check: (cookieSecret: string, o: { extend: boolean }) => Promise<SessionState>;
};

/**
 * What became of an organization: nobody below a suspended or closed one gets in (A14). `version` is that of the event
 * which says so; of two words the one with the higher version holds.
 */
export type ToldOrganization = { organizationId: string; version: number; status: OrganizationStatus };

/** Sessions end after twelve hours, however busy. Raised epochs are kept as long. */
export const absoluteSessionSeconds = 12 * 60 * 60;
