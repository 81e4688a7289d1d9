import fs from 'node:fs';
import path from 'node:path';
import { testEnvironment } from '@tenantry/testing';
import { processIdentity } from '../processes/identity';
import { ready, starterIn } from './started';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const local = path.join(folder, 'local');
const { start, killAll } = starterIn(local, '--infrastructure');
afterAll(killAll);

const given = (): NodeJS.ProcessEnv => {
  const { databaseUrl, amqpUrl, redisUrl, smtpUrl } = testEnvironment();
  return { DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, REDIS_URL: redisUrl, SMTP_URL: smtpUrl };
};
const records = (): string[] => fs.readdirSync(path.join(local, 'run'));

it('uses what is given, says that it is running, and stops on Ctrl-C', async () => {
  const example = path.join(local, 'example.json');
  fs.mkdirSync(path.dirname(example), { recursive: true });
  fs.writeFileSync(example, '{}');
  const first = start(given());
  await ready(first);
  expect(fs.existsSync(example)).toBe(false);

  const second = start(given());
  expect(await second.exitCode).toBe(0);
  expect(second.output()).toMatch(/^Tenantry is running already/);

  first.child.kill('SIGINT');
  expect(await first.exitCode).toBe(0);
  expect(records()).toEqual([]);
}, 120_000);

it('brings up PostgreSQL and Redis itself, cleans up after a start that was killed, and keeps the data', async () => {
  const { AMQP_URL, SMTP_URL } = given();
  const environment = { AMQP_URL, SMTP_URL, DATABASE_URL: '', REDIS_URL: '' };
  const killed = start(environment);
  await ready(killed);
  const left = records()
    .filter((name) => name.endsWith('.child.json'))
    .map(
      (name) =>
        JSON.parse(fs.readFileSync(path.join(local, 'run', name), 'utf8')) as {
          name: string;
          pid: number;
        },
    );
  expect(left.map(({ name }) => name).sort()).toEqual(['postgres', 'redis']);
  killed.child.kill('SIGKILL');
  await killed.exitCode;
  for (const { pid } of left) expect(processIdentity(pid)).toBeDefined();

  const next = start(environment);
  await ready(next);
  expect(next.output()).toContain('what a killed start has left: postgres, redis');
  for (const { pid } of left) expect(processIdentity(pid)).toBeUndefined();
  expect(next.output()).not.toContain('not this way');

  next.child.kill('SIGTERM');
  expect(await next.exitCode).toBe(0);
  expect(records()).toEqual([]);
}, 120_000);

it('names the variable whose address cannot be used, and leaves nothing running', async () => {
  const failing = start({ ...given(), DATABASE_URL: 'postgres://postgres@127.0.0.1:1/postgres' });

  expect(await failing.exitCode).toBe(1);
  expect(failing.output()).toContain('DATABASE_URL is set, but what it names cannot be used');
  expect(records()).toEqual([]);
}, 60_000);

it('refuses a port that is no port', async () => {
  const wrong = start(given(), '--port', 'eighty');

  expect(await wrong.exitCode).toBe(1);
  expect(wrong.output()).toContain('--port eighty: a number from 1 to 65535 is expected.');
});
