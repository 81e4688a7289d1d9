import { loadavg } from 'node:os';
import { eventually } from '@tenantry/testing';
import { Client } from 'pg';
import type { BenchResult } from '../../tools/bench/result';
import { startSystem, type System } from '../harness';
import { acceptByCode, post, type SignedIn } from '../support/accounts';
import { bootstrapOperator, operator } from '../support/operator';

const goal = 250;
const victims = 30;
/** Others who ask all the time. */
const others = 2;

type Asked = { status: number; answeredAt: number };

/**
 * How long after a block the last request of the blocked user is still accepted, in every service, while they and others ask
 * without a pause. The commit is looked for in the database all the time: measured is from the begin of the last look that
 * did not find it, so what is printed is rather too much. The services are the built ones: run `npx nx run-many -t build` before.
 */
export async function run(): Promise<BenchResult> {
  const { system, stop } = await startSystem();
  const database = new Client({ connectionString: system.services.identity.ownerDatabaseUrl });
  try {
    await database.connect();
    await bootstrapOperator(system);
    const master = await acceptByCode(system, operator);
    const [blocked, asking] = [await invite(system, master, victims), await invite(system, master, others)];
    let over = false;
    const load = asking.flatMap((account) =>
      waysOf(system, account).map(async (ask) => {
        let asked = 0;
        for (; !over; asked += 1) await ask();
        return asked;
      }),
    );
    const late: number[] = [];
    for (const victim of blocked) late.push(...(await blockWhileTheyAsk(system, database, master, victim)));
    over = true;
    const requests = (await Promise.all(load)).reduce((sum, asked) => sum + asked, 0);
    return resultOf(late, requests);
  } finally {
    await database.end();
    await stop();
  }
}

/** A question to each service that takes a session and changes nothing. */
function waysOf({ services }: System, { userId, cookie }: SignedIn): (() => Promise<Asked>)[] {
  const paths = {
    identity: '/v1/sessions/current',
    tenancy: '/v1/me',
    notifier: `/v1/users/${userId}/mails`,
    scheduler: '/v1/jobs',
  };
  return Object.entries(paths).map(([service, path]) => async () => {
    const answer = await fetch(`${services[service as keyof typeof paths].url}${path}`, {
      headers: { cookie },
    });
    await answer.arrayBuffer();
    return { status: answer.status, answeredAt: performance.now() };
  });
}

/** @returns for each service the milliseconds after which the last accepted request was answered */
async function blockWhileTheyAsk(
  system: System,
  database: Client,
  master: SignedIn,
  victim: SignedIn,
): Promise<number[]> {
  const loops = waysOf(system, victim).map(async (ask) => {
    let last = 0;
    for (;;) {
      const { status, answeredAt } = await ask();
      if (status === 401) return last;
      // 403 is an answer to whoever is signed in.
      if (status !== 200 && status !== 403) throw new Error(`A service answered ${status}.`);
      last = answeredAt;
    }
  });
  await Promise.all(waysOf(system, victim).map((ask) => ask()));
  const block = post(system, `/v1/users/${victim.userId}/block`, { reason: 'Repeated abuse' }, master.cookie);
  const [notYetAt] = await Promise.all([beforeCommit(database, victim), block]);
  const accepted = await Promise.all(loops);
  return accepted.map((last) => Math.max(0, last - notYetAt));
}

/** @returns when the last look began that did not find the user blocked yet */
async function beforeCommit(database: Client, { userId }: SignedIn): Promise<number> {
  for (let notYetAt = performance.now(); ;) {
    const lookedAt = performance.now();
    const { rows } = await database.query<{ status: string }>('select status from users where id = $1', [
      userId,
    ]);
    if (rows[0]?.status === 'blocked') return notYetAt;
    notYetAt = lookedAt;
  }
}

async function invite(system: System, master: SignedIn, count: number): Promise<SignedIn[]> {
  const addresses = Array.from({ length: count }, (_, n) => `person.${n}.of.${count}@bench.example`);
  const { organizationId } = master;
  const invitation = { organizationId, addresses, accountType: 'standard', language: 'en' };
  await eventually(() => post(system, '/v1/invitations', invitation, master.cookie), { within: 20_000 });
  const accounts: SignedIn[] = [];
  for (const email of addresses)
    accounts.push(await acceptByCode(system, { email, firstName: 'Ben', lastName: 'Okoye' }));
  // Until every service knows them: what is measured is how they are refused.
  for (const account of accounts)
    await eventually(
      async () => {
        for (const ask of waysOf(system, account)) {
          const { status } = await ask();
          if (status !== 200 && status !== 403) throw new Error(`A service answers ${status} yet.`);
        }
      },
      { within: 20_000 },
    );
  return accounts;
}

function resultOf(late: readonly number[], requests: number): BenchResult {
  const sorted = late.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? NaN);
  return {
    bench: 'revoke',
    value: at(0.99),
    unit: 'ms from the commit of a block to the answer of the last accepted request, p99 over four services',
    goal,
    met: at(0.99) <= goal,
    details: {
      blocks: victims,
      p50Ms: at(0.5),
      mostMs: Math.round(sorted.at(-1) ?? NaN),
      requestsOfOthers: requests,
      loadAverage: Math.round((loadavg()[0] ?? NaN) * 100) / 100,
    },
  };
}
