import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { topologies } from '../infrastructure/rabbitmq-topology';
import { services, type Service } from '../infrastructure/services';
import { root } from '../paths';
import { readJson, writeJson } from '../processes/home';
import { tail, type Stack } from '../processes/stack';
import { row, seconds, silent, type Say } from '../progress';
import { waitFor, WaitedInVain, within } from '../wait';
import { serviceEnvironment, type SystemSettings } from './environment';

/** Somebody whom the demonstration has created: how to sign in as them. */
export type SignIn = { label: string; identifier: string; password: string };

const seedLimitMs = 600_000;

/** What is known of the demonstration: kept for the next start, and for a start that was killed in between. */
type Known = { organizations?: { organizationId: string }[]; signIns?: SignIn[]; furnished?: true };

const fileOf = (stack: Stack): string => path.join(stack.home.folder, 'demonstration.json');

/**
 * Seeds the demonstration where the databases are empty; the services need not run yet.
 * Tenancy's seed makes the organizations and names them in its last line; identity's puts people into them and names
 * sign-ins in its last line.
 */
export const seedOnce = async (stack: Stack, settings: SystemSettings, say: Say): Promise<SignIn[]> => {
  const file = fileOf(stack);
  const known = readJson<Known>(file) ?? {};
  if (known.signIns) return known.signIns;

  let { organizations } = known;
  if (await isEmpty(settings.databases.tenancy.ownerUrl, 'organizations')) {
    say(row('seed', 'working', 'the organizations of the demonstration'));
    ({ organizations } = await runSeed<{ organizations: { organizationId: string }[] }>(
      stack,
      'tenancy',
      settings,
    ));
    writeJson(file, { organizations });
  }
  organizations ??= await organizationsOf(stack, settings);
  if (organizations && !(await isEmpty(settings.databases.identity.ownerUrl, 'users'))) {
    const signIns = await signInsOf(stack, settings);
    if (signIns) {
      writeJson(file, { organizations, signIns });
      return signIns;
    }
    organizations = undefined;
  }
  if (organizations === undefined) {
    const why = 'the databases hold data that no demonstration has made; npm start -- --fresh starts over';
    say(row('seed', 'left out', why));
    return [];
  }
  say(row('seed', 'working', 'the people of the demonstration'));
  const { signIns } = await runSeed<{ signIns: SignIn[] }>(stack, 'identity', settings, {
    input: { organizations },
  });
  writeJson(file, { organizations, signIns });
  return signIns;
};

/**
 * Once the services run and the people of the demonstration have arrived in tenancy, has its masters set up what masters
 * do: service centers, lines, a role. Does it once.
 */
export const furnishOnce = async (stack: Stack, settings: SystemSettings, say: Say): Promise<void> => {
  const file = fileOf(stack);
  const known = readJson<Known>(file);
  if (!known?.signIns || known.furnished) return;
  const start = Date.now();
  await settled(settings, say);
  say(row('seed', 'working', 'service centers, lines and roles of the demonstration'));
  await runSeed(stack, 'tenancy', settings, { part: 'furnish', input: { signIns: known.signIns } });
  await settled(settings, say);
  writeJson(file, { ...known, furnished: true });
  say(row('seed', `done in ${seconds(Date.now() - start)}`));
};

/**
 * What a seed has said last, where its starter was killed before it could note that. A seed says it before it commits; so
 * it counts only where the database has what it names.
 */
const saidLast = (stack: Stack, service: Service): Known => {
  try {
    return lastLine<Known>(path.join(stack.home.folder, 'log', `seed-${service}.log`));
  } catch {
    return {};
  }
};

const organizationsOf = async (
  stack: Stack,
  { databases }: SystemSettings,
): Promise<Known['organizations']> => {
  const { organizations } = saidLast(stack, 'tenancy');
  const sql = 'select exists (select from organizations where id::text = $1) as there';
  const { ownerUrl } = databases.tenancy;
  const there =
    organizations && (await ask<{ there: boolean }>(ownerUrl, sql, [organizations[0]?.organizationId]));
  return there?.there ? organizations : undefined;
};

const signInsOf = async (stack: Stack, { databases }: SystemSettings): Promise<Known['signIns']> => {
  const { signIns } = saidLast(stack, 'identity');
  const sql = 'select exists (select from users where $1 in (email, user_name)) as there';
  const { ownerUrl } = databases.identity;
  const there = signIns && (await ask<{ there: boolean }>(ownerUrl, sql, [signIns[0]?.identifier]));
  return there?.there ? signIns : undefined;
};

const lastLine = <T>(log: string): T =>
  JSON.parse(fs.readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '') as T;

const isEmpty = async (url: string, table: string): Promise<boolean> => {
  const { missing } = await ask<{ missing: boolean }>(
    url,
    `select to_regclass('${table}') is null as missing`,
  );
  if (missing) return true;
  return (await ask<{ empty: boolean }>(url, `select not exists (select from ${table}) as empty`)).empty;
};

/** Runs a service's seed to its end; returns what the last line of its output says. */
const runSeed = async <T>(
  stack: Stack,
  service: Service,
  settings: SystemSettings,
  { part, input }: { part?: string; input?: object } = {},
): Promise<T> => {
  const child = stack.start({
    name: `seed-${service}`,
    rank: 'other',
    command: process.execPath,
    args: ['dist/server/seed.js', ...(part ? [part] : [])],
    cwd: path.join(root, 'apps', service),
    env: serviceEnvironment(service, settings),
    ...(input === undefined ? {} : { input: `${JSON.stringify(input)}\n` }),
  });
  const refused = (why: string): Error =>
    new Error(`The demonstration could not be seeded (${child.name}): ${why}\n${tail(child.log)}`);
  const { code, signal } = await within(seedLimitMs, 'it to end', child.ended).catch(
    async (error: unknown) => {
      if (!(error instanceof WaitedInVain)) throw error;
      await child.stop();
      throw refused(error.message);
    },
  );
  if (code !== 0) throw refused(signal ?? `exit code ${code}`);
  return lastLine<T>(child.log);
};

/** Waits until nothing is on its way: no event unpublished, none received and not applied, seen twice in a row. */
const settled = async (settings: SystemSettings, say: Say): Promise<void> => {
  let quiet = 0;
  const notice = setInterval(
    () =>
      void progress(settings).then(
        (text) => say(row('seed', 'spreading', text)),
        () => undefined, // the next one will tell
      ),
    10_000,
  );
  try {
    await waitFor({
      what: 'the services to apply what the seed has written',
      limitMs: seedLimitMs,
      everyMs: 500,
      say: silent,
      probe: async () => {
        quiet = (await isAnythingPending(settings)) ? 0 : quiet + 1;
        return quiet >= 2 ? true : undefined;
      },
    });
  } finally {
    clearInterval(notice);
  }
};

/** Whether a service has events or commands that it has not published, or has received and not applied (parked ones excepted). */
const isAnythingPending = async (settings: SystemSettings): Promise<boolean> => {
  for (const service of services) {
    const { pending } = await ask<{ pending: boolean }>(
      settings.databases[service].ownerUrl,
      `select exists (select from outbox) or exists (
         select from inbox join stream using (source, subject)
         where done_at is null and defect is null and status = 'ok' and version > last
       ) as pending`,
    );
    if (pending) return true;
  }
  return false;
};

/** What the services have applied so far, of all that they have to: each event as often as there are services that read it. */
const progress = async (settings: SystemSettings): Promise<string> => {
  const counts = await Promise.all(
    services.map(async (service) => {
      const { written, applied } = await ask<{ written: number; applied: number }>(
        settings.databases[service].ownerUrl,
        `select (select count(*) from event_log)::int as written,
           (select count(*) from inbox where done_at is not null and type not like '%.command.%')::int as applied`,
      );
      return { applied, toApply: written * readersOf(service) };
    }),
  );
  const sum = (of: 'applied' | 'toApply'): number => counts.reduce((total, count) => total + count[of], 0);
  return `${sum('applied')} of about ${sum('toApply')} events applied`;
};

const readersOf = (publisher: Service): number =>
  topologies.filter(({ subscribesTo }) =>
    subscribesTo.some(
      (subscription) =>
        subscription.publisher === publisher && subscription.patterns.includes(`${publisher}.#`),
    ),
  ).length;

const ask = async <T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows[0] as T;
  } finally {
    await client.end();
  }
};
