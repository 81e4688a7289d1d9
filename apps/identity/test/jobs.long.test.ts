import { randomUUID } from 'node:crypto';
import { block, eventsOfEach, jobsOf } from './support/jobs';
import { manyUsers } from './support/many-users';
import { openAccount, type Person } from './support/people';
import { type Identity, startIdentity } from './support/start-identity';

let identity: Identity;
let master: Person;
beforeAll(async () => {
  identity = await startIdentity();
  master = await openAccount(identity);
});
afterAll(() => identity.close());

const { start, over } = jobsOf(
  () => identity,
  () => master,
);

it('[L14] three replicas block 10,000 users, each of them once; a small job begins before the large one is over', async () => {
  const ids = await manyUsers(identity, master, 10_000);
  const selection = randomUUID();
  await identity.database.query(
    `insert into selection_part (selection_id, part, parts, actor_id, user_ids)
     select $1, n, 20, $2, ($3::uuid[])[(n - 1) * 500 + 1 : n * 500] from generate_series(1, 20) as n`,
    [selection, master.userId, ids],
  );
  const large = await start({ act: 'block', selection, comment: 'Contract has ended' });
  for (let replica = 1; replica <= 3; replica += 1) identity.doJobs();
  const small = await start(block(await manyUsers(identity, master, 5)));
  const [first, last] = await Promise.all([over(small.jobId, 600_000), over(large.jobId, 600_000)]);
  expect(first).toMatchObject({ counts: { total: 5, done: 5 } });
  expect(last).toMatchObject({ counts: { total: 10_000, done: 10_000, failed: 0 } });
  expect((first.finishedAt ?? '') < (last.finishedAt ?? '')).toBe(true);
  const each = await eventsOfEach(identity, ids, 'identity.user.blocked.v1');
  expect(each.filter((events) => events !== 1)).toEqual([]);
}, 660_000);
