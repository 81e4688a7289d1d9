import { spawn } from 'node:child_process';
import path from 'node:path';
import { localFolder, root } from './paths';
import { readJson } from './processes/home';

// Runs the sample consumer on the system that `npm start` has brought up, as the broker user that it made for it.
const example = readJson<{ amqpUrl: string }>(path.join(localFolder, 'example.json'));
if (!example) {
  console.error('There is no broker to read from: run npm start first, and leave it running.');
  process.exit(1);
}
console.log('Events as another team’s service sees them; Ctrl-C ends.');
const child = spawn(process.execPath, ['--import', 'tsx', 'examples/audit-printer/src/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, AMQP_URL: example.amqpUrl },
});
child.on('exit', (code) => {
  if (code) console.error('The sample consumer has ended. Is npm start still running?');
  process.exit(code ?? 0);
});
