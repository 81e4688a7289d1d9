import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { builtProgram, testLogSealKeys } from '@tenantry/testing';
import type { Identity } from './start-identity';

const project = path.join(__dirname, '..', '..');

/** The whole service as a process of its own, on the database of this test. @param environment over the test's own */
export function startProcess(
  { config, redis, brokerUrl, ownerUrl }: Identity,
  environment: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, builtProgram(project, 'main'), {
    cwd: project,
    stdio: 'ignore',
    env: {
      PATH: path.dirname(process.execPath),
      ENVIRONMENT: config.ENVIRONMENT,
      PUBLIC_URL: config.PUBLIC_URL,
      SERVICE_PORT: '0',
      OPERATIONS_PORT: '0',
      DATABASE_URL: config.DATABASE_URL,
      DATABASE_OWNER_URL: ownerUrl,
      AMQP_URL: brokerUrl,
      REDIS_URL: redis.options.url,
      TENANCY_URL: config.TENANCY_URL,
      SERVICE_PRIVATE_KEY: JSON.stringify(config.SERVICE_PRIVATE_KEY),
      SERVICE_PUBLIC_KEYS: JSON.stringify(config.SERVICE_PUBLIC_KEYS),
      LOG_SEAL_KEYS: JSON.stringify(testLogSealKeys),
      SEALING_PUBLIC_KEY: JSON.stringify(config.SEALING_PUBLIC_KEY),
      ...environment,
    },
  });
}
