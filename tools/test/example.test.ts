import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../paths';
import { writeJson } from '../processes/home';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

const example = (): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ['--import', 'tsx', 'tools/example.ts'], {
    cwd: root,
    env: { ...process.env, TENANTRY_FOLDER: folder },
    encoding: 'utf8',
  });

const sentence = 'There is no broker to read from: run npm start in another terminal and leave it running.\n';

it('says in one sentence that nothing was started', () => {
  expect(example()).toMatchObject({ status: 1, stdout: '', stderr: sentence });
}, 30_000);

it('says the same where a start was killed and its broker is gone', () => {
  writeJson(path.join(folder, 'example.json'), { amqpUrl: 'amqp://audit-printer:secret@127.0.0.1:1' });

  expect(example()).toMatchObject({ status: 1, stdout: '', stderr: sentence });
}, 30_000);
