import fs from 'node:fs';
import path from 'node:path';
import { services, type Service } from '../infrastructure/services';
import { root } from '../paths';
import type { Child, Stack } from '../processes/stack';
import { messageOf, row, seconds, type Say } from '../progress';
import { waitFor } from '../wait';
import { consoleEnvironment, serviceEnvironment, type SystemSettings } from './environment';

/** How long a service may take to answer that it is ready, in milliseconds. */
const readyLimitMs = 120_000;

/** The four services and the console, running. */
export type RunningSystem = { consoleUrl: string; children: Child[] };

const appFolder = (name: string): string => path.join(root, 'apps', name);

/**
 * Starts a service or the console's server from its build.
 * @param name of the process, where an app runs more than once
 * @throws where it is not built
 */
export const startApp = (
  stack: Stack,
  app: Service | 'admin-web',
  env: NodeJS.ProcessEnv,
  name: string = app,
): Child => {
  const main = path.join(appFolder(app), 'dist', 'server', 'main.js');
  if (!fs.existsSync(main))
    throw new Error(`${path.relative(root, main)} is missing: run \`npx nx build ${app}\`.`);
  return stack.start({
    name,
    rank: app === 'admin-web' ? 'console' : 'service',
    command: process.execPath,
    args: ['dist/server/main.js'],
    cwd: appFolder(app),
    env,
    stopLimitMs: 15_000,
  });
};

/**
 * Starts the four services and the console's server from their builds and waits until each says that it is ready.
 * They are stopped by the stack: the console first.
 * @param broker when RabbitMQ is up, if it is not yet
 * @throws with the end of the log of the one that has ended, or with what was waited for in vain
 */
export const runSystem = async (
  stack: Stack,
  settings: SystemSettings,
  say: Say,
  broker: Promise<unknown> = Promise.resolve(),
): Promise<RunningSystem> => {
  const answers = (child: Child, url: string): Promise<true> =>
    waitFor({
      what: `${child.name} to be ready (${url})`,
      limitMs: readyLimitMs,
      probe: () => answersOk(url),
      unless: child.crashed,
      say,
    });
  const ready = async (child: Child, urls: { alone: string; connected?: string }): Promise<void> => {
    const begin = Date.now();
    await answers(child, urls.alone);
    if (urls.connected) {
      // The broker may have to be downloaded first: that has limits of its own.
      await Promise.race([broker, child.crashed]);
      await answers(child, urls.connected);
    }
    say(row(child.name, `ready in ${seconds(Date.now() - begin)}`));
  };

  const children = services.map((service) => startApp(stack, service, serviceEnvironment(service, settings)));
  const webServer = startApp(stack, 'admin-web', consoleEnvironment(settings));
  const { ports } = settings;
  const operations = (service: Service): string => `http://127.0.0.1:${ports[`${service}Operations`]}`;
  await Promise.all([
    ...services.map((service, index) =>
      ready(children[index] as Child, {
        alone: `${operations(service)}/readyz`,
        connected: `${operations(service)}/startupz`,
      }),
    ),
    ready(webServer, { alone: `http://127.0.0.1:${ports.console}/` }),
  ]);
  return { consoleUrl: settings.publicUrl, children: [...children, webServer] };
};

/** Whether the address answers well. @throws with what it says instead */
export const answersOk = async (url: string): Promise<true> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch((error: unknown) => {
    throw new Error(messageOf((error as Error).cause ?? error));
  });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 300)}`);
  await answer.arrayBuffer();
  return true;
};
