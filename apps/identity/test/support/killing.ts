import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@tenantry/testing';
import { jobsOf } from './jobs';
import { openAccount, type Person } from './people';
import { startProcess } from './process';
import { type Identity, startIdentity } from './start-identity';

/** An identity whose jobs are done by processes that are killed, and how often something has happened to each. */
export async function startKilling() {
  const identity: Identity = await startIdentity();
  const master: Person = await openAccount(identity);
  let child: ChildProcess | undefined;
  const jobs = jobsOf(
    () => identity,
    () => master,
  );
  const { over, read } = jobs;
  const letLeasesRunOut = () =>
    identity.database.query(`update bulk_item set due_at = now() where lease is not null`);

  /**
   * Kills the service in the middle of a job, then lets it finish.
   * @param effects how many of them are done to be seen
   */
  async function killed(jobId: string, effects: () => Promise<number>, times = 1): Promise<void> {
    const { total } = (await read(jobId)).counts;
    for (let kills = 1; kills <= times; kills += 1) {
      const before = (await read(jobId)).counts.done;
      child = startProcess(identity);
      const exited = once(child, 'exit');
      const within = { within: 40_000, every: 10 };
      await eventually(async () => expect((await read(jobId)).counts.done).toBeGreaterThan(before), within);
      child.kill('SIGKILL');
      await exited;
      const { counts } = await read(jobId);
      expect(counts).toMatchObject({ total, failed: 0, skipped: 0 });
      expect(counts.waiting).toBeGreaterThan(0);
      // What an item says is what has happened, at every moment.
      expect(await effects()).toBe(counts.done);
      await letLeasesRunOut();
    }
    child = startProcess(identity);
    const exited = once(child, 'exit');
    expect(await over(jobId, 90_000)).toMatchObject({
      state: 'finished',
      counts: { total, done: total, skipped: 0, failed: 0 },
    });
    child.kill('SIGKILL');
    await exited;
  }

  /** How many users a condition on the values in `$1` holds for. */
  const countOf = async (query: string, of: string[]) =>
    (
      await identity.database.query<{ count: number }[]>(
        `select count(*)::int as count from users ${query}`,
        [of],
      )
    )[0]?.count ?? 0;

  return {
    identity,
    master,
    ...jobs,
    killed,
    countOf,
    async close() {
      child?.kill('SIGKILL');
      await identity.close();
    },
  };
}

export const onceEach = (of: readonly unknown[]) => of.map(() => 1);
