import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testLogSealKeys } from '@tenantry/testing';
import { z } from 'zod';
import { ConfigError, loadConfig, serviceConfigShape } from '../src';

const key = { kty: 'OKP', crv: 'Ed25519', kid: 'identity', x: 'eA', d: 'ZA' };
const complete = {
  ENVIRONMENT: 'test',
  PUBLIC_URL: 'http://127.0.0.1:4200',
  SERVICE_PORT: '3001',
  OPERATIONS_PORT: '9001',
  DATABASE_URL: 'postgres://identity_runtime:pw@127.0.0.1/tenantry_identity',
  DATABASE_OWNER_URL: 'postgres://identity_owner:pw@127.0.0.1/tenantry_identity',
  AMQP_URL: 'amqp://identity:pw@127.0.0.1',
  REDIS_URL: 'redis://127.0.0.1',
  TENANCY_URL: 'http://127.0.0.1:3002',
  SERVICE_PRIVATE_KEY: JSON.stringify(key),
  LOG_SEAL_KEYS: JSON.stringify(testLogSealKeys),
  SERVICE_PUBLIC_KEYS: JSON.stringify({ keys: [key] }),
};
const schema = z.object(serviceConfigShape);

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

function fileWith(content: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'config-')), 'value');
  writeFileSync(file, content);
  return file;
}

describe('configuration', () => {
  it('[B7] takes several keys for the seals, the first to seal with, and no two of one name', () => {
    const [key] = testLogSealKeys.keys;
    const withKeys = (...kids: string[]) =>
      loadConfig(schema, {
        ...complete,
        LOG_SEAL_KEYS: JSON.stringify({ keys: kids.map((kid) => ({ ...key, kid })) }),
      });
    expect(withKeys('new', 'old').LOG_SEAL_KEYS).toMatchObject({
      current: 'new',
      byId: new Map([
        ['new', expect.any(Buffer)],
        ['old', expect.any(Buffer)],
      ]),
    });
    expect(messageOf(() => withKeys('same', 'same'))).toContain('a kid of its own for each key');
  });

  it('is parsed once into typed values, with defaults', () => {
    expect(loadConfig(schema, complete)).toMatchObject({
      HOST: '127.0.0.1',
      SERVICE_PORT: 3001,
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: ['loopback'],
      SERVICE_PRIVATE_KEY: key,
    });
  });

  it('names every wrong variable at once, says what it should be, and repeats no value', () => {
    const message = messageOf(() =>
      loadConfig(schema, {
        ...complete,
        SERVICE_PORT: 'http',
        DATABASE_URL: 'mysql://root:hunter2@db',
        REDIS_URL: undefined,
        ENVIRONMENT: '',
        TRUSTED_PROXIES: 'loopback, the-proxy',
        SERVICE_PRIVATE_KEY: '{not json',
      }),
    );
    expect(message).toContain('ENVIRONMENT: is missing. It is: name of this installation');
    expect(message).toContain('REDIS_URL: is missing');
    expect(message).toMatch(/SERVICE_PORT: is not right: .*number/);
    expect(message).toContain(
      'DATABASE_URL: is not right: expected an address that begins with postgres:// or',
    );
    expect(message).toContain('TRUSTED_PROXIES: is not right: expected addresses, networks');
    expect(message).toContain('SERVICE_PRIVATE_KEY: is not right: expected JSON');
    expect(message).not.toMatch(/hunter2|not json/);
  });

  it('reads a value from the file that the variable with _FILE names', () => {
    const { DATABASE_URL, ...others } = complete;
    const loaded = loadConfig(schema, { ...others, DATABASE_URL_FILE: fileWith(`${DATABASE_URL}\n`) });
    expect(loaded.DATABASE_URL).toBe(DATABASE_URL);
  });

  it('refuses a file that cannot be read and a variable that is set twice', () => {
    const message = messageOf(() =>
      loadConfig(schema, {
        ...complete,
        REDIS_URL: undefined,
        REDIS_URL_FILE: '/nowhere/redis',
        AMQP_URL_FILE: fileWith('amqp://x'),
      }),
    );
    expect(message).toContain('REDIS_URL_FILE: names a file that cannot be read');
    expect(message).toContain('AMQP_URL: is set twice');
    expect(message).not.toContain('REDIS_URL: is missing');
  });

  it('documents every variable', () => {
    for (const [name, variable] of Object.entries(serviceConfigShape)) {
      expect([name, variable.meta()?.description]).toEqual([name, expect.stringMatching(/.{20}/)]);
    }
  });
});
