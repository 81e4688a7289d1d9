import { testLogSealKeys } from '@tenantry/testing';
import { exportJWK, generateKeyPair } from 'jose';

/** Keys as the installation's secrets hold them. */
export async function testKeys() {
  const service = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const sealing = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
  const sealingJwk = { ...(await exportJWK(sealing.privateKey)), kid: 'notifier' };
  return {
    servicePrivate: { ...(await exportJWK(service.privateKey)), kid: 'identity' },
    servicePublic: { keys: [{ ...(await exportJWK(service.publicKey)), kid: 'identity' }] },
    logSeal: testLogSealKeys,
    sealingPublic: { ...(await exportJWK(sealing.publicKey)), kid: 'notifier' },
    sealingPrivate: sealingJwk,
  };
}
