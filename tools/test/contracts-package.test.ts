import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { commands, events } from '@tenantry/contracts';
import { runCommand } from '../infrastructure/run-command';
import { root } from '../paths';
import { version } from '../../package.json';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const packages = path.join(folder, 'packages');
const consumer = path.join(folder, 'consumer');
const installed = path.join(consumer, 'node_modules/@tenantry/contracts');
const inConsumer = (command: string, ...args: string[]): Promise<string> =>
  runCommand(command, args, { cwd: consumer, limitMs: 120_000, lines: 20 });

const userId = randomUUID();
const blocked = {
  specversion: '1.0',
  id: randomUUID(),
  source: 'tenantry/identity',
  type: 'identity.user.blocked.v1',
  subject: `user/${userId}`,
  time: '2026-11-22T10:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:tenantry:identity.user.blocked.v1',
  sequence: '0000000003',
  actor: `user/${randomUUID()}`,
  environment: 'test',
  data: { userId, personal: { reason: 'Repeated abuse' } },
};

const program = `
import { events, userBlocked, type MessageOf } from '@tenantry/contracts';
import schema from '@tenantry/contracts/schemas/identity.user.blocked.v1.json' with { type: 'json' };
import body from './message.json' with { type: 'json' };

const message: MessageOf<typeof userBlocked> = userBlocked.schema.parse(body);
const reason: string | undefined = message.data.personal?.reason;
// @ts-expect-error: the types are those of the event
message.data.nothing;
console.log(JSON.stringify({ subject: message.subject, reason, events: events.length, schema: schema.$id }));
`;

describe('the package of contracts', () => {
  beforeAll(async () => {
    const pack = ['--import', 'tsx', 'tools/pack-contracts.ts', '--to', packages];
    await runCommand(process.execPath, pack, { cwd: root, limitMs: 300_000 });
    const [tarball] = fs.readdirSync(packages);
    fs.mkdirSync(consumer);
    // Dependencies come from this workspace: nothing is asked of a registry.
    const dependencies = {
      '@tenantry/contracts': `file:${path.join(packages, tarball ?? '')}`,
      zod: `file:${path.join(root, 'node_modules/zod')}`,
    };
    fs.writeFileSync(
      path.join(consumer, 'package.json'),
      JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }),
    );
    await inConsumer('npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
  }, 420_000);

  it('[B1] is installed by another team, whose program compiles and runs against it', async () => {
    fs.writeFileSync(path.join(consumer, 'consumer.mts'), program);
    fs.writeFileSync(path.join(consumer, 'message.json'), JSON.stringify(blocked));
    // The package's own declarations are checked too: they must hold without ours.
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext'];
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    await inConsumer(tsc, 'consumer.mts', '--resolveJsonModule', '--lib', 'es2023,dom', ...strict);

    const printed = await inConsumer(process.execPath, '--no-warnings', 'consumer.mjs');
    expect(JSON.parse(printed)).toEqual({
      subject: `user/${userId}`,
      reason: 'Repeated abuse',
      events: events.length,
      schema: 'urn:tenantry:identity.user.blocked.v1',
    });
  }, 120_000);

  it('[B1] serves CommonJS too', async () => {
    const program = "console.log(require('@tenantry/contracts').userBlocked.type)";
    expect((await inConsumer(process.execPath, '-e', program)).trim()).toBe('identity.user.blocked.v1');
  });

  it('[B1] has a schema for each message, the AsyncAPI document of its own version, and no source or test', () => {
    const files = fs.readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.startsWith('schemas/')).sort()).toEqual(
      [...events, ...commands].map(({ type }) => `schemas/${type}.json`).sort(),
    );
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/index.d.ts']));
    expect(files.filter((file) => /^(src|test)\b|(?<!\.d)\.ts$|\.map$/.test(file))).toEqual([]);
    const json = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(installed, file), 'utf8'));
    expect(json('asyncapi.json')).toMatchObject({ info: { version } });
    expect(json('package.json')).toMatchObject({
      version,
      dependencies: { zod: expect.stringMatching(/^\^/) as string },
    });
  });
});
