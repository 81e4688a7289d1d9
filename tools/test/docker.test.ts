import fs from 'node:fs';
import path from 'node:path';
import { createContext } from '../infrastructure';
import { composePart } from '../infrastructure/docker';
import { createPorts } from '../infrastructure/ports';
import { takeHome } from '../processes/home';
import { cleanUpAfter } from '../processes/leftovers';
import { createStack } from '../processes/stack';
import { silent } from '../progress';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const calls = path.join(folder, 'calls');

/** A `docker` that notes how it was called: there is no engine where tests run. */
const pretend = (script: string): void => {
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'bin', 'docker'), `#!/bin/sh\necho "$@" >> ${calls}\n${script}\n`, {
    mode: 0o755,
  });
};

const createRun = async (name: string) => {
  const stack = createStack(await takeHome(path.join(folder, name), cleanUpAfter));
  const ports = createPorts('private');
  const context = createContext({
    stack,
    ports,
    durable: false,
    vhosts: ['/'],
    mailsReadable: true,
    environment: { PATH: path.join(folder, 'bin') },
    say: silent,
  });
  return { stack, context };
};
const part = {
  service: 'redis',
  rank: 'sessions',
  ports: { 20001: 6379 },
  dataPath: '/data',
  ready: () => Promise.resolve(true as const),
} as const;

it('runs the image that docker-compose.yml pins, on this machine only, and takes it down with the rest', async () => {
  pretend('exit 0');
  const { stack, context } = await createRun('engine');

  expect(await composePart(context, part)).toBe('up');
  const written = JSON.parse(
    fs.readFileSync(path.join(folder, 'engine/data/compose-redis.json'), 'utf8'),
  ) as {
    services: { redis: { image: string; ports: string[] } };
  };
  expect(written.services.redis).toMatchObject({
    image: expect.stringMatching(/^redis:\d/) as string,
    ports: ['127.0.0.1:20001:6379'],
  });

  await stack.stopAll();
  const commands = fs.readFileSync(calls, 'utf8').trim().split('\n');
  expect(commands.at(-2)).toMatch(/^compose -p tenantry-\w+-redis -f \S+ up --detach$/);
  expect(commands.at(-1)).toMatch(/^compose -p tenantry-\w+-redis -f \S+ down --volumes$/);
  expect(fs.readdirSync(path.join(folder, 'engine/run'))).toEqual(['starter.json']);
});

it('leaves it to the next source when no engine answers', async () => {
  pretend('[ "$1" != info ]');

  expect(await composePart((await createRun('none')).context, part)).toEqual({
    unsuitable: 'no Docker engine answers (docker info)',
  });
});
