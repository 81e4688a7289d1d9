import { importJWK, SignJWT, type JWK } from 'jose';

/** Seconds that a token is good for, and how long before its end a new one is made. */
const lifetime = 60;
const renewBefore = 20;

export type ServiceTokens = {
  /** A signed token for one service (its name); the same one for up to 40 seconds. */
  issue: (audience: string) => Promise<string>;
};

/**
 * Tokens by which this service proves itself to another (`Authorization: Bearer`): EdDSA, `typ` service+jwt,
 * `kid` = `iss` = the service's name (RFC 7519, RFC 8725).
 */
export function serviceTokens(o: { service: string; privateKeyJwk: JWK }): ServiceTokens {
  const key = importJWK(o.privateKeyJwk, 'EdDSA');
  key.catch(() => undefined); // reported by the first issue()
  const cached = new Map<string, { token: string; renewAt: number }>();
  return {
    async issue(audience) {
      const now = Math.floor(Date.now() / 1000);
      const known = cached.get(audience);
      if (known && now < known.renewAt) return known.token;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: tokenType, kid: o.service })
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
