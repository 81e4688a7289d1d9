import fs from 'node:fs';
import path from 'node:path';
import { createContext } from '../infrastructure';
import { composePart, removeVolumes } from '../infrastructure/docker';
import { createPorts } from '../infrastructure/ports';
import { readStarter, takeHome } from '../processes/home';
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

const createRun = async (name: string, durable = false) => {
  const stack = createStack(await takeHome(path.join(folder, name), cleanUpAfter));
  const ports = createPorts('private');
  const context = createContext({
    stack,
    ports,
    durable,
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

const lastCall = (): string => fs.readFileSync(calls, 'utf8').trim().split('\n').at(-1) ?? '';

it.each([
  ['a test run that was killed with their volumes', false, /-redis -f \S+compose-redis.json down --volumes$/],
  ['a start that was killed and keeps their volumes', true, /-redis -f \S+compose-redis.json down$/],
])('takes down the containers of %s', async (_, durable, command) => {
  pretend('exit 0');
  const name = `killed-${durable}`;
  const { stack, context } = await createRun(name, durable);
  await composePart(context, part);
  const home = path.join(folder, name);

  await cleanUpAfter(home, readStarter(home) ?? { pid: 0, identity: '', token: 'none' }, silent);

  expect(lastCall()).toMatch(command);
  expect(fs.readdirSync(path.join(home, 'run'))).toEqual(['starter.json']);
  stack.home.release();
});

it('removes the volumes of earlier starts, and says so where it cannot', async () => {
  pretend('exit 0');
  const environment = { PATH: path.join(folder, 'bin') };
  const data = path.join(folder, 'started/data');
  const { stack, context } = await createRun('started', true);
  await composePart(context, part);
  await stack.stopAll();
  expect(lastCall()).toMatch(/ down$/);

  await removeVolumes(data, environment, silent);
  expect(lastCall()).toMatch(/^compose -p tenantry-\w+-redis -f \S+compose-redis.json down --volumes$/);

  pretend('echo no engine; exit 1');
  const said: string[] = [];
  await removeVolumes(data, environment, (text) => said.push(text));
  expect(said.join()).toMatch(/redis +left behind +the volume tenantry-\w+-redis_data .*no engine/s);
});

it('leaves it to the next source when no engine answers', async () => {
  pretend('[ "$1" != info ]');

  expect(await composePart((await createRun('none')).context, part)).toEqual({
    unsuitable: 'no Docker engine answers (docker info)',
  });
});
