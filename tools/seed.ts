import path from 'node:path';
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { writeLargeWorld } from '@tenantry/testing';
import type { Database } from './infrastructure/databases';
import type { Service } from './infrastructure/services';
import { localFolder } from './paths';
import { readJson, readStarter } from './processes/home';
import { isAlive } from './processes/identity';
import { messageOf, row, say, seconds } from './progress';

const usage = `npm run seed -- --users <number>
Adds users to the system that npm start has brought up in another terminal, to try it at scale: with 1000000 users come
40,000 organizations and 5,000 service centers. They are rows for tests of load, written straight into the databases:
- without events, so that only what people do from then on has a history, and a projection that is rebuilt loses them;
- without a way to sign in, but for one administrator of a hundredth of them, whose sign-in is printed.
Whoever uses the console meanwhile waits. npm start -- --fresh starts over without them.`;

const fewest = 1_000;
const most = 5_000_000;
const password = 'tenantry demonstration';
const delegated = { userName: 'load.administrator', email: 'load.administrator@example.org' };
const nothingRuns = 'There is nothing to fill: run npm start in another terminal and leave it running.';

const readUsers = (): number => {
  const { values } = parseArgs({ options: { users: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    say(usage);
    process.exit(0);
  }
  const users = Number(values.users);
  if (!Number.isInteger(users) || users < fewest || users > most)
    throw new Error(`--users: a whole number from ${fewest} to ${most} is expected.\n${usage}`);
  return users;
};

const main = async (): Promise<void> => {
  const users = readUsers();
  const databases = readJson<Record<Service, Database>>(path.join(localFolder, 'databases.json'));
  const starter = readStarter(localFolder);
  if (!databases || !starter?.address || !isAlive(starter)) throw new Error(nothingRuns);
  const start = performance.now();
  const world = await writeLargeWorld({
    users,
    tenancyUrl: databases.tenancy.ownerUrl,
    identity: { url: databases.identity.ownerUrl, passwordHash: await hash(password) },
    delegated,
    say: (step) => say(row('seed', seconds(performance.now() - start), step)),
  });
  say(
    `\n${world.users} users in ${world.organizations} organizations with ${world.centers} service centers in ${seconds(performance.now() - start)}`,
  );
  say(`\nConsole        ${starter.address}`);
  say(`Administrator  ${delegated.email}  ${password}`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
