import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { builtProgram, testEnvironment, testLogSealKeys } from '@tenantry/testing';
import { environment } from './bus';
import { type Notifier, sealingKey } from './notifier';

const project = path.join(__dirname, '..', '..');
const servicePrivateKey = {
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  kid: 'notifier',
};

/** The whole service as a process of its own, on the database of this test. */
export function startProcess(
  { database }: Notifier,
  { brokerUrl, smtpUrl }: { brokerUrl: string; smtpUrl: string },
): ChildProcess {
  return spawn(process.execPath, builtProgram(project, 'main'), {
    cwd: project,
    stdio: 'ignore',
    env: {
      PATH: path.dirname(process.execPath),
      ENVIRONMENT: environment,
      PUBLIC_URL: 'https://console.example',
      SERVICE_PORT: '0',
      OPERATIONS_PORT: '0',
      DATABASE_URL: database.runtimeUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      AMQP_URL: brokerUrl,
      REDIS_URL: testEnvironment().redisUrl,
      // Nobody asks anything here.
      TENANCY_URL: 'http://127.0.0.1:1',
      SERVICE_PRIVATE_KEY: JSON.stringify(servicePrivateKey),
      LOG_SEAL_KEYS: JSON.stringify(testLogSealKeys),
      SEALING_PRIVATE_KEY: JSON.stringify(sealingKey),
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'Tenantry <no-reply@mail.example>',
    },
  });
}
