import type { Child, Stack } from '../processes/stack';
import { messageOf, row, seconds, type Say } from '../progress';
import type { Ports } from './ports';
import type { Secrets } from './secrets';
import { sourceNames, type Source } from './sources';

/** What the parts of the infrastructure need to be brought up. */
export type Context = {
  stack: Stack;
  ports: Ports;
  secrets: Secrets;
  /** Where this run's data lies. */
  dataFolder: string;
  /** Test data may be lost with the machine, a person's must not. */
  durable: boolean;
  vhosts: string[];
  allowed: ReadonlySet<Source>;
  environment: NodeJS.ProcessEnv;
  say: Say;
};

/** A source cannot serve this part here; the next one is tried. */
export type Unsuitable = { unsuitable: string };
export const unsuitable = (why: string): Unsuitable => ({ unsuitable: why });

export type Offer<T> = { source: Source; serve: (context: Context) => Promise<T | Unsuitable> };
export type Part<T> = { name: string; offers: Offer<T>[]; advice: string };
export type Served<T> = { name: string; source: Source; value: T; milliseconds: number };

/** A given address does not answer, or nothing at all can serve a part: no further source is tried. */
export class CannotBeServed extends Error {
  override name = 'CannotBeServed';
}

/**
 * Takes the part from the first source that serves it, in the order of its offers.
 * @throws CannotBeServed naming each source that was tried, why it did not serve, and what a person can do
 */
export const serve = async <T>(part: Part<T>, context: Context): Promise<Served<T>> => {
  const start = Date.now();
  const reasons: string[] = [];
  for (const { source, serve: from } of part.offers) {
    if (!context.allowed.has(source)) continue;
    const started: Child[] = [];
    try {
      const value = await from({ ...context, stack: noting(context.stack, started) });
      if (typeof value !== 'object' || value === null || !('unsuitable' in value)) {
        const milliseconds = Date.now() - start;
        context.say(row(part.name, `ready in ${seconds(milliseconds)}`, sourceNames[source]));
        return { name: part.name, source, value, milliseconds };
      }
      reasons.push(`${source}: ${value.unsuitable}`);
    } catch (error) {
      if (error instanceof CannotBeServed) throw error;
      for (const child of started.reverse()) await child.stop();
      reasons.push(`${source}: ${messageOf(error)}`);
      context.say(row(part.name, 'not this way', `${sourceNames[source]}: ${messageOf(error)}`));
    }
  }
  const tried =
    reasons.length > 0
      ? reasons.map((reason) => `  - ${reason}`).join('\n')
      : '  - no source is allowed (TENANTRY_SOURCES)';
  throw new CannotBeServed(
    `${part.name} is needed and could not be brought up.\nTried:\n${tried}\n${part.advice}`,
  );
};

/** The stack, noting what is started: a source that fails must leave nothing that is in the next one's way. */
const noting = (stack: Stack, started: Child[]): Stack => ({
  ...stack,
  start: (spec) => {
    const child = stack.start(spec);
    started.push(child);
    return child;
  },
});

/** The last words on a missing part: one line a platform. */
export const adviceFor = (lines: {
  debian?: string;
  fedora?: string;
  mac?: string;
  variable: string;
}): string =>
  [
    'One of these mends it:',
    ...(lines.debian ? [`  Debian, Ubuntu  ${lines.debian}`] : []),
    ...(lines.fedora ? [`  Fedora          ${lines.fedora}`] : []),
    ...(lines.mac ? [`  macOS           ${lines.mac}`] : []),
    '  Docker          start the Docker engine (with Compose)',
    `  elsewhere       ${lines.variable}`,
  ].join('\n');
