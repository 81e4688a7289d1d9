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
  { state: 'ok'; session: Session } | { state: 'missing' | 'ended' | 'other_environment' };

export type SessionChecker = {
  /**
   * @param cookieSecret the value of the session cookie
   * @param o `extend`: a person caused the request, so the idle limit starts anew
   * @throws {Problem} `session.unavailable` where Redis is down or has not been given the epochs back
   */
  check: (cookieSecret: string, o: { extend: boolean }) => Promise<SessionState>;
};

/** Sessions end after twelve hours, however busy. Raised epochs are kept as long. */
export const absoluteSessionSeconds = 12 * 60 * 60;
