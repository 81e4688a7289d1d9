import { Client } from 'pg';
import { openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';
import { answerOf, command } from './support/sweep';

const users = 1_000_000;
const megabyte = 2 ** 20;

/** An id that is the same for the same text, as RFC 9562 section 5.8 leaves them to whoever makes them. */
const idSql = (text: string): string =>
  `overlay(overlay(md5(${text}) placing '8' from 13) placing 'a' from 17)::uuid`;

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

/** A thousand organizations: of each hundred users one is to be warned, of each two hundred one to be deactivated. */
async function fill(): Promise<void> {
  // As the owner, whose statements may take long.
  const database = new Client({ connectionString: identity.ownerUrl });
  await database.connect();
  await database.query(
    `insert into organization (id, parent_id, kind, name, path, version)
     select ${idSql("'organization ' || n")}, $1, 'company', 'Company ' || n, array[$1, ${idSql("'organization ' || n")}], 1
     from generate_series(0, 999) as n`,
    [master.organizationId],
  );
  await database.query(
    `insert into users (id, organization_id, user_name, user_name_normalised, email, email_normalised, first_name,
       last_name, language, origin, status, epoch, idle_seconds, created_at, version)
     select ${idSql("'user ' || n")}, ${idSql("'organization ' || n % 1000")}, 'swept.' || n, 'swept.' || n,
       'swept.' || n || '@acme.example', 'swept.' || n || '@acme.example', 'Mina', 'Person ' || n, 'en', 'invitation',
       'active', 0, 1800, date_trunc('milliseconds', now()) - make_interval(hours => 24 * case
         when n % 200 = 1 then 200 when n % 100 = 0 then 80 else n % 60 end), 0
     from generate_series(1, $1::int) as n`,
    [users],
  );
  await database.query(
    `insert into inactivity_notice (user_id, rule_due_at, due_at, days_before)
     select id, created_at + interval '2160 hours', now() - interval '1 hour', 1 from users
     where created_at < now() - interval '199 days'`,
  );
  await database.end();
}

it('[L7] [B6] sweeps a million users with flat memory, nobody left out', async () => {
  await fill();
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(process.memoryUsage().rss), 200);
  const begun = performance.now();
  const runId = await command(identity);
  const replica = identity.sweep();
  const counts = await answerOf(identity, runId, 1_500_000);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(sampling);
  await replica.stop();
  const count = (each: number, rest: number) => Math.floor((users - rest) / each) + (rest > 0 ? 1 : 0);
  expect(counts).toEqual({
    lookedAt: users + 1,
    warned: count(100, 0),
    deactivated: count(200, 1),
    keptAsLastMaster: 0,
  });
  const [first = 0] = samples;
  const growth = (Math.max(...samples) - first) / megabyte;
  process.stdout.write(
    `swept ${users} users in ${seconds.toFixed(1)} s: ${counts.warned} warned, ${counts.deactivated} deactivated; ` +
      `memory ${(first / megabyte).toFixed(0)} MB at first, at most ${growth.toFixed(0)} MB more\n`,
  );
  expect(growth).toBeLessThan(200);
}, 1_800_000);
