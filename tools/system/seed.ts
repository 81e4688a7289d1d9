import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { services, type Service } from '../infrastructure/services';
import { root } from '../paths';
import { readJson, writeJson } from '../processes/home';
import { tail, type Stack } from '../processes/stack';
import { row, seconds, type Say } from '../progress';
import { waitFor } from '../wait';
import { serviceEnvironment, type SystemSettings } from './environment';

/** Somebody whom the demonstration has created: how to sign in as them. */
export type SignIn = { label: string; identifier: string; password: string };

const seedLimitMs = 300_000;

/**
 * Seeds the demonstration where the databases are empty, and waits until every service has applied what the others said.
 * Tenancy's seed makes the organizations and names them in its last line; identity's puts people into them and names
 * sign-ins in its last line. Both are kept, for the next start and for a start that was killed in between.
 */
export const seedOnce = async (stack: Stack, settings: SystemSettings, say: Say): Promise<SignIn[]> => {
  const file = path.join(stack.home.folder, 'demonstration.json');
  const known = readJson<{ organizations?: string; signIns?: SignIn[] }>(file) ?? {};
  if (known.signIns) return known.signIns;

  const start = Date.now();
  const isEmpty = async (service: Service, table: string): Promise<boolean> => {
    const { empty } = await ask<{ empty: boolean }>(
      settings.databases[service].ownerUrl,
      `select not exists (select from ${table}) as empty`,
    );
    return empty;
  };
  let { organizations } = known;
  if (await isEmpty('tenancy', 'organizations')) {
    say(row('seed', 'working', 'the organizations of the demonstration'));
    organizations = await runSeed(stack, 'tenancy', settings);
    writeJson(file, { organizations });
  }
  if (organizations === undefined || !(await isEmpty('identity', 'users'))) {
    say(row('seed', 'left out', 'the databases hold data that no demonstration has made'));
    return [];
  }
  say(row('seed', 'working', 'the people of the demonstration'));
  const { signIns } = JSON.parse(await runSeed(stack, 'identity', settings, organizations)) as {
    signIns: SignIn[];
  };
  writeJson(file, { organizations, signIns });
  await settled(settings, say);
  say(row('seed', `done in ${seconds(Date.now() - start)}`));
  return signIns;
};

/** Runs a service's seed to its end; returns the last line of its output. */
const runSeed = async (
  stack: Stack,
  service: Service,
  settings: SystemSettings,
  input?: string,
): Promise<string> => {
  const child = stack.start({
    name: `seed-${service}`,
    rank: 'other',
    command: process.execPath,
    args: ['dist/server/seed.js'],
    cwd: path.join(root, 'apps', service),
    env: serviceEnvironment(service, settings),
    ...(input === undefined ? {} : { input: `${input}\n` }),
  });
  const timer = setTimeout(() => void child.stop(), seedLimitMs);
  const { code } = await child.ended.finally(() => clearTimeout(timer));
  if (code !== 0)
    throw new Error(`The demonstration could not be seeded (${child.name}):\n${tail(child.log)}`);
  return fs.readFileSync(child.log, 'utf8').trimEnd().split('\n').at(-1) ?? '';
};

/** Waits until nothing is on its way: no event unpublished, none received and not applied, seen twice in a row. */
const settled = async (settings: SystemSettings, say: Say): Promise<void> => {
  let quiet = 0;
  await waitFor({
    what: 'the services to apply what the seed has written',
    limitMs: seedLimitMs,
    everyMs: 250,
    say,
    probe: async () => {
      const open = await Promise.all(
        services.map((service) => pending(settings.databases[service].ownerUrl)),
      );
      quiet = open.every((count) => count === 0) ? quiet + 1 : 0;
      return quiet >= 2 ? true : undefined;
    },
  });
};

/** Events and commands that a service has not published, or has received and not applied (parked ones excepted). */
const pending = async (url: string): Promise<number> => {
  const { pending: count } = await ask<{ pending: number }>(
    url,
    `select ((select count(*) from outbox) + (
       select count(*) from inbox join stream using (source, subject)
       where done_at is null and defect is null and status = 'ok' and version = last + 1
     ))::int as pending`,
  );
  return count;
};

const ask = async <T extends object>(url: string, sql: string): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows[0] as T;
  } finally {
    await client.end();
  }
};
