import path from 'node:path';
import { AlreadyRunning, takeHome } from '../processes/home';
import { withLock } from '../processes/lock';
import { silent } from '../progress';
import { writeJson } from '../processes/home';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const noCleanUp = () => Promise.reject(new Error('nothing has died'));

it('tells a second start where the first one can be reached', async () => {
  const home = await takeHome(path.join(folder, 'taken'), noCleanUp);
  home.announce('http://localhost:4300');

  const second = takeHome(path.join(folder, 'taken'), noCleanUp);

  await expect(second).rejects.toThrow(AlreadyRunning);
  await expect(second).rejects.toMatchObject({
    starter: { pid: process.pid, address: 'http://localhost:4300' },
  });
});

it('lets one of two starts in that find the same dead one', async () => {
  const where = path.join(folder, 'dead');
  const first = await takeHome(where, noCleanUp);
  writeJson(path.join(where, 'run', 'starter.json'), {
    pid: process.pid,
    identity: 'of another boot',
    token: first.token,
  });

  const results = await Promise.allSettled([1, 2].map(() => takeHome(where, () => Promise.resolve())));

  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('does the same work once at a time, and takes a dead holder’s lock over', async () => {
  const file = path.join(folder, 'lock');
  writeJson(file, { pid: process.pid, identity: 'of another boot' });
  let [inside, most] = [0, 0];
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };

  await Promise.all(
    [1, 2, 3].map(() => withLock(file, { what: 'testing', limitMs: 20_000, say: silent }, work)),
  );

  expect(most).toBe(1);
});
