import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../paths';
import { provideKeys } from '../system/keys';
import { temporaryFolder } from './temporary-folder';

const folder = path.join(temporaryFolder(), 'new');

const keys = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/keys.ts', ...args], { cwd: root, encoding: 'utf8' });
const read = (file: string | undefined): JsonWebKey & { kid: string } =>
  JSON.parse(fs.readFileSync(file ?? '', 'utf8')) as JsonWebKey & { kid: string };

it.each([
  ['identity', /^identity\.\d{8}T\d{6}$/, 'Ed25519'],
  ['sealing', /^notifier-\d{8}T\d{6}$/, 'P-256'],
])(
  'makes a pair of keys: %s',
  (name, kid, crv) => {
    const [privateFile, publicFile] = keys(name, '--to', folder).stdout.trim().split('\n');
    const [mine, shown] = [read(privateFile), read(publicFile)];

    expect(mine).toMatchObject({ kid: expect.stringMatching(kid) as string, crv });
    expect(shown).toEqual({ ...mine, d: undefined });
    const derived = createPublicKey(createPrivateKey({ key: mine, format: 'jwk' })).export({ format: 'jwk' });
    expect(shown).toMatchObject(derived);
    expect(fs.statSync(privateFile ?? '').mode & 0o777).toBe(0o600);
  },
  30_000,
);

it('makes the one key that seals an event log', () => {
  const [file] = keys('log-seal', '--to', folder).stdout.trim().split('\n');
  expect(read(file)).toEqual({
    kty: 'oct',
    kid: expect.stringMatching(/^log-seal-\d{8}T\d{6}$/) as string,
    k: expect.stringMatching(/^[\w-]{43}$/) as string,
  });
}, 30_000);

it('makes none without knowing for whom and where to', () => {
  for (const args of [[], ['identity'], ['postman', '--to', folder]])
    expect(keys(...args)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm run keys -- <') as string,
    });
}, 30_000);

it('keeps the keys that are there, and replaces no file that it cannot read', () => {
  const place = path.join(folder, '..', 'provided');
  const { logSeal } = provideKeys(place);
  const before = read(logSeal.identity);
  provideKeys(place);
  expect(read(logSeal.identity)).toEqual(before);

  fs.writeFileSync(logSeal.identity, '{ "keys": [');
  expect(() => provideKeys(place)).toThrow('does not hold the keys that it should');
  expect(fs.readFileSync(logSeal.identity, 'utf8')).toBe('{ "keys": [');
});
