import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@tenantry/testing';
import { eventsOfEach } from './support/jobs';
import { onceEach } from './support/killing';
import { manyUsers } from './support/many-users';
import { openAccount, type Person } from './support/people';
import { startProcess } from './support/process';
import { type Identity, startIdentity } from './support/start-identity';
import { answerOf, command, daysPass, quietFor, sweepOnce } from './support/sweep';

let identity: Identity;
let master: Person;
let child: ChildProcess | undefined;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await identity.close();
});

const warned = 'identity.user.inactivity-warned.v1';
const deactivated = 'identity.user.deactivated.v1';

it('[L7] [B6] two replicas that carry out two runs at once do nothing twice and forget nobody', async () => {
  const ids = await manyUsers(identity, master, 700);
  await quietFor(identity, ids, 80);
  const runs = [await command(identity), await command(identity)];
  const replicas = [identity.sweep(), identity.sweep()];
  const counts = await Promise.all(runs.map((runId) => answerOf(identity, runId)));
  await Promise.all(replicas.map((each) => each.stop()));
  expect(counts.reduce((sum, each) => sum + each.warned, 0)).toBe(700);
  expect(await eventsOfEach(identity, ids, warned)).toEqual(onceEach(ids));
}, 60_000);

it('[L7] [B6] killed in the middle, a run does nothing twice and forgets nobody', async () => {
  const ids = await manyUsers(identity, master, 1500);
  await quietFor(identity, ids, 200);
  expect(await sweepOnce(identity)).toMatchObject({ warned: 1500 });
  await daysPass(identity, ids, 3.1);
  const runId = await command(identity);
  const gone = async () => {
    const [row] = await identity.database.query<{ counted: number; inactive: number }[]>(
      `select (counts ->> 'deactivated')::int as counted,
         (select count(*)::int from users where id = any($2) and status = 'inactive') as inactive
       from inactivity_sweep where run_id = $1`,
      [runId, ids],
    );
    if (!row) throw new Error('no such run');
    return row;
  };
  child = startProcess(identity);
  const exited = once(child, 'exit');
  // It has to be compiled first, on a machine that may be busy.
  await eventually(async () => expect((await gone()).inactive).toBeGreaterThan(0), {
    within: 120_000,
    every: 10,
  });
  child.kill('SIGKILL');
  await exited;
  const { counted, inactive } = await gone();
  // What the run says is what has happened, at every moment.
  expect(counted).toBe(inactive);
  expect(inactive).toBeLessThan(ids.length);
  const replica = identity.sweep();
  expect(await answerOf(identity, runId, 60_000)).toMatchObject({ deactivated: 1500 });
  await replica.stop();
  expect(await eventsOfEach(identity, ids, deactivated)).toEqual(onceEach(ids));
  expect(await eventsOfEach(identity, ids, warned)).toEqual(onceEach(ids));
}, 240_000);
