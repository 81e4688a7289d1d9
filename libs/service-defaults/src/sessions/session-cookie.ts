// `__Host-` makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis 4.1.3.2); browsers treat
// http://localhost and http://127.0.0.1 as secure, so this also holds for development.
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

const cookie = (name: string, lasting = '') => ({
  name,
  /** `Set-Cookie` that hands the secret to the browser. */
  serialize: (secret: string): string => `${name}=${secret}; ${attributes}${lasting}`,
  /** `Set-Cookie` that takes the cookie away. */
  clear: (): string => `${name}=; ${attributes}; Max-Age=0`,
  /** The secret in a `Cookie` header; `undefined` where there is none. */
  read(header: string | undefined): string | undefined {
    for (const pair of header?.split(';') ?? []) {
      const separator = pair.indexOf('=');
      if (pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim() || undefined;
    }
    return undefined;
  },
});

/** The session cookie. It has no Max-Age: Redis alone decides how long a session lives. */
export const sessionCookie = cookie('__Host-tenantry');

/** The cookie of the mirrored session, beside one's own: while it is there, requests go through the mirrored user's account. */
export const mirrorCookie = cookie('__Host-tenantry-mirror');

/**
 * Tells a device from which somebody has signed in before from one that nobody has. It lets nobody in. 400 days are the most
 * that browsers keep (RFC 6265bis section 5.6.1).
 */
export const deviceCookie = cookie('__Host-tenantry-device', '; Max-Age=34560000');
