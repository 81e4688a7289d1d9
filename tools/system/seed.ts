import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { services } from '../infrastructure/services';
import { root } from '../paths';
import { readJson, writeJson } from '../processes/home';
import { tail, type Stack } from '../processes/stack';
import { row, seconds, type Say } from '../progress';
import { waitFor } from '../wait';
import { serviceEnvironment, type SystemSettings } from './environment';

/** Somebody whom the demonstration has created: how to sign in as them. */
export type SignIn = { label: string; identifier: string; password: string };

/** Which services bring a seed, in the order in which they are run. */
const seeding = ['identity', 'tenancy'] as const;
const seedLimitMs = 300_000;

/**
 * Seeds the demonstration, once for a data folder, and waits until every service has applied what the others said.
 * A seed does nothing where there is data already; its last line may name sign-ins, which are kept for the next start.
 */
export const seedOnce = async (stack: Stack, settings: SystemSettings, say: Say): Promise<SignIn[]> => {
  const file = path.join(stack.home.folder, 'demonstration.json');
  const known = readJson<{ signIns: SignIn[] }>(file);
  if (known) return known.signIns;

  const start = Date.now();
  const signIns: SignIn[] = [];
  for (const service of seeding) {
    const folder = path.join(root, 'apps', service);
    if (!fs.existsSync(path.join(folder, 'dist', 'server', 'seed.js'))) continue;
    say(row('seed', 'working', `${service} writes the demonstration`));
    signIns.push(...(await runSeed(stack, service, folder, settings)));
  }
  await settled(settings, say);
  writeJson(file, { signIns });
  say(row('seed', `done in ${seconds(Date.now() - start)}`));
  return signIns;
};

const runSeed = async (
  stack: Stack,
  service: (typeof seeding)[number],
  cwd: string,
  settings: SystemSettings,
): Promise<SignIn[]> => {
  const child = stack.start({
    name: `seed-${service}`,
    rank: 'other',
    command: process.execPath,
    args: ['dist/server/seed.js'],
    cwd,
    env: serviceEnvironment(service, settings),
  });
  const timer = setTimeout(() => void child.stop(), seedLimitMs);
  const { code } = await child.ended.finally(() => clearTimeout(timer));
  if (code !== 0)
    throw new Error(`The demonstration could not be seeded (${child.name}):\n${tail(child.log)}`);
  const lastLine = fs.readFileSync(child.log, 'utf8').trim().split('\n').at(-1) ?? '';
  return readSignIns(lastLine);
};

const readSignIns = (line: string): SignIn[] => {
  try {
    return (JSON.parse(line) as { signIns?: SignIn[] }).signIns ?? [];
  } catch {
    return [];
  }
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
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ pending: number }>(
      `select ((select count(*) from outbox) + (
         select count(*) from inbox join stream using (source, subject)
         where done_at is null and defect is null and status = 'ok' and version = last + 1
       ))::int as pending`,
    );
    return rows[0]?.pending ?? 0;
  } finally {
    await client.end();
  }
};
