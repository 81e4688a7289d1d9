import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import { z } from 'zod';

/** What a sealed secret belongs to; it opens for nothing else. */
export type SealBinding = { mailId: string; to: string };
export type Seal = (payload: object, bind: SealBinding & { expiresAt: Date }) => Promise<string>;
export type Open = (jwe: string, bind: SealBinding, now: Date) => Promise<unknown>;

/** A sealed secret that may not be opened: `key` unknown, `binding` to another mail or address, `expired`, `malformed`. */
export class SealRefused extends Error {
  constructor(
    readonly reason: 'key' | 'binding' | 'expired' | 'malformed',
    cause?: unknown,
  ) {
    super(`the sealed secret was refused: ${reason}`, { cause });
    this.name = 'SealRefused';
  }
}

const keyAlgorithm = 'ECDH-ES+A256KW';
const contentAlgorithm = 'A256GCM';
const type = 'tenantry-sealed+json';

/** The header is authenticated with the content (RFC 7516 section 5.1, the additional authenticated data). */
const boundHeader = z.object({
  kid: z.string(),
  typ: z.literal(type),
  mailId: z.string(),
  to: z.string(),
  exp: z.number(),
});

/**
 * Seals secrets (links, one-off passwords) for the one service that mails them: compact JWE, readable only with the
 * private key, bound to mail, address and expiry.
 * @param publicJwk the receiver's public key (EC or X25519) with its `kid`
 */
export function sealer(publicJwk: JWK): Seal {
  const { kid } = publicJwk;
  if (!kid) throw new TypeError('the key to seal with has no kid');
  const key = importJWK(publicJwk, keyAlgorithm);
  key.catch(() => undefined); // reported by the first use
  return async (payload, { mailId, to, expiresAt }) =>
    new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({
        alg: keyAlgorithm,
        enc: contentAlgorithm,
        kid,
        typ: type,
        mailId,
        to: digest(to),
        exp: Math.floor(expiresAt.getTime() / 1000),
      })
      .encrypt(await key);
}

/**
 * Opens what {@link sealer} sealed.
 * @param privateJwks every key that may still be in use, by `kid`: add the new one, then seal with it, then drop the old one
 * @throws {SealRefused}
 */
export function opener(privateJwks: JWK[]): Open {
  const keys = new Map(privateJwks.map((jwk) => [jwk.kid, jwk]));
  return async (jwe, bind, now) => {
    const opened = await compactDecrypt(
      jwe,
      async ({ kid }) => {
        const jwk = keys.get(kid);
        if (!jwk || kid === undefined) throw new SealRefused('key');
        return importJWK(jwk, keyAlgorithm);
      },
      { keyManagementAlgorithms: [keyAlgorithm], contentEncryptionAlgorithms: [contentAlgorithm] },
    ).catch((error: unknown) => {
      throw error instanceof SealRefused ? error : new SealRefused('malformed', error);
    });
    const header = boundHeader.safeParse(opened.protectedHeader);
    if (!header.success) throw new SealRefused('malformed', header.error);
    if (header.data.mailId !== bind.mailId || header.data.to !== digest(bind.to))
      throw new SealRefused('binding');
    if (header.data.exp * 1000 <= now.getTime()) throw new SealRefused('expired');
    return JSON.parse(new TextDecoder().decode(opened.plaintext)) as unknown;
  };
}

const digest = (to: string): string => createHash('sha256').update(to).digest('hex');
