import path from 'node:path';
import type { Stack } from '../processes/stack';
import type { Say } from '../progress';
import { chromium } from './chromium';
import { serve, type Context, type Part, type Served } from './part';
import type { Ports } from './ports';
import { postgres, type Postgres } from './postgres';
import type { Program } from './program';
import { rabbitmq } from './rabbitmq';
import { ownBroker, type RabbitMq } from './rabbitmq-node';
import { redis, type Redis } from './redis';
import { openSecrets } from './secrets';
import { smtp, type Smtp } from './smtp';
import { parseSources } from './sources';

export type InfrastructureOptions = {
  stack: Stack;
  ports: Ports;
  /** Whether data must outlive a crash of the machine: a person's does, a test's does not. */
  durable: boolean;
  vhosts: string[];
  /** Whether mails must be readable again. */
  mailsReadable: boolean;
  environment: NodeJS.ProcessEnv;
  say: Say;
};

/** What comes up, each by itself: whoever needs only one of them need not wait for the others. */
export type Infrastructure = {
  context: Context;
  postgres: Promise<Served<Postgres>>;
  rabbitmq: Promise<Served<RabbitMq>>;
  /** Where RabbitMQ will be, known before it is up: services that start meanwhile wait for it. */
  broker: Promise<RabbitMq>;
  redis: Promise<Served<Redis>>;
  smtp: Promise<Served<Smtp>>;
};

/** Where the parts come from and how they run, for one run of the starter. */
export const createContext = (options: InfrastructureOptions): Context => ({
  stack: options.stack,
  ports: options.ports,
  secrets: openSecrets(options.stack.home.folder),
  dataFolder: path.join(options.stack.home.folder, 'data'),
  durable: options.durable,
  vhosts: options.vhosts,
  allowed: parseSources(options.environment['TENANTRY_SOURCES']),
  environment: options.environment,
  say: options.say,
});

/**
 * Begins to bring up PostgreSQL, RabbitMQ, Redis and SMTP, all at once, each from the first source that serves it.
 * Everything is stopped by the stack.
 * @throws (each promise) CannotBeServed with a message for people
 */
export const bringUp = (options: InfrastructureOptions): Infrastructure => {
  const context = createContext(options);
  const begin = <T>(part: Part<T>): Promise<Served<T>> => {
    const served = serve(part, context);
    served.catch(() => undefined); // whoever waits for it hears of it
    return served;
  };
  const served = begin(rabbitmq);
  const given = context.allowed.has('url') && Boolean(options.environment['AMQP_URL']);
  const broker = given
    ? served.then(({ value }) => value)
    : context.ports.take('rabbitmq').then((port) => ownBroker(context, port));
  broker.catch(() => undefined);
  return {
    context,
    rabbitmq: served,
    broker,
    postgres: begin(postgres),
    redis: begin(redis),
    smtp: begin(smtp({ readable: options.mailsReadable })),
  };
};

/** The browser for browser tests. @throws CannotBeServed */
export const bringUpChromium = (context: Context): Promise<Served<Program>> => serve(chromium, context);
