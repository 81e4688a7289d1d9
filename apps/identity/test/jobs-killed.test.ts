import { block, eventsOfEach } from './support/jobs';
import { onceEach, startKilling } from './support/killing';
import { manyUsers } from './support/many-users';

let killing: Awaited<ReturnType<typeof startKilling>>;
beforeAll(async () => (killing = await startKilling()));
afterAll(() => killing.close());

it('[L14] a service that is killed in the middle, again and again, does nothing twice and forgets nobody', async () => {
  const { identity, master, start, killed, countOf } = killing;
  const ids = await manyUsers(identity, master, 500);
  const { jobId } = await start(block(ids));
  await killed(jobId, () => countOf(`where id = any($1) and status = 'blocked'`, ids), 2);
  expect(await eventsOfEach(identity, ids, 'identity.user.blocked.v1')).toEqual(onceEach(ids));
}, 240_000);
