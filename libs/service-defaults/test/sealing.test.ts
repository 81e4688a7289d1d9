import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { opener, sealer, SealRefused } from '../src';

async function keyPair(kid: string, crv = 'P-256'): Promise<{ publicJwk: JWK; privateJwk: JWK }> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv, extractable: true });
  return {
    publicJwk: { ...(await exportJWK(publicKey)), kid },
    privateJwk: { ...(await exportJWK(privateKey)), kid },
  };
}

const now = new Date('2026-01-01T12:00:00Z');
const bind = { mailId: '0198c0de-0000-7000-8000-000000000001', to: 'anna@example.com' };
const expiresAt = new Date('2026-01-01T13:00:00Z');
const secret = { link: 'https://accounts.example.com/accept#code' };
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (error: unknown) => (error instanceof SealRefused ? error.reason : error),
  );

describe('a sealed secret', () => {
  it.each(['P-256', 'X25519'])('is opened by its receiver for its mail and address (%s)', async (crv) => {
    const { publicJwk, privateJwk } = await keyPair('notifier-1', crv);
    const sealed = await sealer(publicJwk)(secret, { ...bind, expiresAt });
    expect(sealed).not.toMatch(/accept|anna/);
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('anna');
    expect(await opener([privateJwk])(sealed, bind, now)).toEqual(secret);
  });

  it('is opened for no other mail, no other address and not after its end', async () => {
    const { publicJwk, privateJwk } = await keyPair('notifier-1');
    const sealed = await sealer(publicJwk)(secret, { ...bind, expiresAt });
    const open = opener([privateJwk]);
    expect(
      await reasonOf(open(sealed, { ...bind, mailId: '0198c0de-0000-7000-8000-000000000002' }, now)),
    ).toBe('binding');
    expect(await reasonOf(open(sealed, { ...bind, to: 'eve@example.com' }, now))).toBe('binding');
    expect(await reasonOf(open(sealed, bind, expiresAt))).toBe('expired');
    expect(await reasonOf(open(sealed, bind, new Date(expiresAt.getTime() - 1)))).toBe('opened');
  });

  it('is opened with the old key while a new one is already in use, and not once the old one is gone', async () => {
    const [old, fresh] = [await keyPair('notifier-1'), await keyPair('notifier-2')];
    const sealedWithOld = await sealer(old.publicJwk)(secret, { ...bind, expiresAt });
    const sealedWithFresh = await sealer(fresh.publicJwk)(secret, { ...bind, expiresAt });
    const open = opener([fresh.privateJwk, old.privateJwk]);
    expect(await open(sealedWithOld, bind, now)).toEqual(secret);
    expect(await open(sealedWithFresh, bind, now)).toEqual(secret);
    expect(await reasonOf(opener([fresh.privateJwk])(sealedWithOld, bind, now))).toBe('key');
  });

  it('is refused when anything in it was changed, or when it was made in another way', async () => {
    const { publicJwk, privateJwk } = await keyPair('notifier-1');
    const open = opener([privateJwk]);
    const parts = (await sealer(publicJwk)(secret, { ...bind, expiresAt })).split('.');
    for (const at of parts.keys()) {
      const changed = parts.map((text, other) =>
        other === at ? text.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) : text,
      );
      expect(await reasonOf(open(changed.join('.'), bind, now))).not.toBe('opened');
    }
    const header = JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString()) as object;
    const otherHeader = Buffer.from(JSON.stringify({ ...header, exp: 9_999_999_999 })).toString('base64url');
    expect(await reasonOf(open([otherHeader, ...parts.slice(1)].join('.'), bind, now))).toBe('malformed');
    const unbound = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'notifier-1' })
      .encrypt(await importJWK(publicJwk, 'ECDH-ES+A256KW'));
    expect(await reasonOf(open(unbound, bind, now))).toBe('malformed');
    expect(await reasonOf(open('nonsense', bind, now))).toBe('malformed');
  });

  it('needs a key with a name', () => {
    expect(() => sealer({ kty: 'EC' })).toThrow(/kid/);
  });
});
