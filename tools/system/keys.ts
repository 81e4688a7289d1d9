import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { forEachService, services, type Service } from '../infrastructure/services';
import { readJson, writeJson } from '../processes/home';

/** Files with keys as JSON Web Keys (RFC 7517). */
export type KeyFiles = {
  /** What each service signs its tokens with (Ed25519, RFC 8037); `kid` is the service's name. */
  signing: Record<Service, string>;
  /** The public halves of all of them, a JWK set. */
  verifying: string;
  /** The notifier's key pair, to which secrets are sealed (P-256, ECDH-ES). */
  sealing: { public: string; private: string };
  /** What each service seals its event log with (HMAC, 256 bits), a JWK set each. */
  logSeal: Record<Service, string>;
};

type Jwk = { kid: string; [name: string]: unknown };

/** Makes the keys that are missing; those that are there stay. All files can be read by their owner only. */
export const provideKeys = (folder: string): KeyFiles => {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files: KeyFiles = {
    signing: forEachService((service) => path.join(folder, `${service}.private.json`)),
    verifying: path.join(folder, 'services.public.json'),
    sealing: {
      public: path.join(folder, 'sealing.public.json'),
      private: path.join(folder, 'sealing.private.json'),
    },
    logSeal: forEachService((service) => path.join(folder, `${service}.log-seal.json`)),
  };
  for (const service of services) {
    provide(files.signing[service], isKey, () => signingKey(service));
    provide(files.logSeal[service], isKeySet, () => ({
      keys: [logSealKey(`${service}-${new Date().toISOString().slice(0, 10)}`)],
    }));
  }
  const keys = services.map((service) => withoutPrivatePart(readJson<Jwk>(files.signing[service])));
  writeJson(files.verifying, { keys });
  provide(files.sealing.private, isKey, () =>
    sealingKey(`notifier-${new Date().toISOString().slice(0, 10)}`),
  );
  writeJson(files.sealing.public, withoutPrivatePart(readJson<Jwk>(files.sealing.private)));
  return files;
};

/** @throws where there is a file that does not hold what it should: another one in its place would lose the keys for good */
const provide = <Keys extends object>(
  file: string,
  holds: (found: Partial<Keys>) => boolean,
  make: () => Keys,
) => {
  if (!fs.existsSync(file)) return writeJson(file, make());
  const found = readJson<Partial<Keys>>(file);
  if (!found || !holds(found))
    throw new Error(`${file} does not hold the keys that it should. Mend it, or restore it from a copy.`);
};
const isKey = ({ kid }: Partial<Jwk>): boolean => kid !== undefined;
const isKeySet = ({ keys }: { keys?: Jwk[] }): boolean => Array.isArray(keys) && keys.length > 0;

/** A private key to sign tokens with; `kid` is the service's name, or `<name>.<more>`. */
export const signingKey = (kid: string): Jwk => ({
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  kid,
  alg: 'EdDSA',
  use: 'sig',
});

/** A private key to open sealed secrets with. */
export const sealingKey = (kid: string): Jwk => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  kid,
  alg: 'ECDH-ES+A256KW',
  use: 'enc',
});

/** A key to seal an event log with. */
export const logSealKey = (kid: string): Jwk => ({
  kty: 'oct',
  kid,
  k: randomBytes(32).toString('base64url'),
});

/** The public half of a private key. */
export const withoutPrivatePart = (jwk: Jwk | undefined): Jwk => {
  if (!jwk) throw new Error('A key file cannot be read.');
  return { ...jwk, d: undefined };
};
