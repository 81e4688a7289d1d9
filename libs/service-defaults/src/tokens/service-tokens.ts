import { importJWK, SignJWT, type JWK } from 'jose';

/** Seconds that a token is good for, and how long before its end a new one is made. */
const lifetime = 60;
const renewBefore = 20;

export type ServiceTokens = {
  /** A signed token for one service (its name); the same one for up to 40 seconds. */
  issue: (audience: string) => Promise<string>;
};

/**
 * Whose key it is: a `kid` is the service's name, or that with something behind a point, so that the public keys can hold
 * an old and a new one of the same service while it changes from one to the other.
 */
export const ownerOfKey = (kid: string | undefined): string | undefined => kid?.split('.')[0];

/**
 * Tokens by which this service proves itself to another (`Authorization: Bearer`): EdDSA, `typ` service+jwt,
 * `iss` = the service's name, `kid` = that of its key (RFC 7519, RFC 8725).
 * @throws {TypeError} where the key is another service's
 */
export function serviceTokens(o: { service: string; privateKeyJwk: JWK }): ServiceTokens {
  const { kid = o.service } = o.privateKeyJwk;
  if (ownerOfKey(kid) !== o.service) throw new TypeError(`the key ${kid} is not one of ${o.service}`);
  const key = importJWK(o.privateKeyJwk, 'EdDSA');
  key.catch(() => undefined); // reported by the first issue()
  const cached = new Map<string, { token: string; renewAt: number }>();
  return {
    async issue(audience) {
      const now = Math.floor(Date.now() / 1000);
      const known = cached.get(audience);
      if (known && now < known.renewAt) return known.token;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: tokenType, kid })
        .setIssuer(o.service)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetime)
        .sign(await key);
      cached.set(audience, { token, renewAt: now + lifetime - renewBefore });
      return token;
    },
  };
}

export const tokenType = 'service+jwt';
