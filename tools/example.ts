import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { localFolder, root } from './paths';
import { readJson } from './processes/home';
import { within } from './wait';

// Runs the sample consumer on the system that `npm start` has brought up, as the broker user that it made for it.
const answers = async (url: string): Promise<boolean> => {
  const { hostname, port, protocol } = new URL(url);
  const socket = net.connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'amqps:' ? 5671 : 5672),
  });
  const connected = new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  return within(5_000, 'the broker', connected)
    .catch(() => false)
    .finally(() => socket.destroy());
};

const printEvents = (amqpUrl: string): void => {
  console.log('Events as another team’s service sees them, from now on; Ctrl-C ends.');
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/audit-printer/src/main.ts'], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'pipe'],
    env: { ...process.env, AMQP_URL: amqpUrl },
  });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  child.on('close', (code) => {
    // The sample says what ended it in a stack trace; where the broker was stopped, that is what a person wants to hear.
    // A broker that says goodbye ends it without an error.
    if (code === 0 || /The broker is gone|ECONNREFUSED/.test(errors))
      console.error('npm start was stopped: there is nothing more to read.');
    else process.stderr.write(errors);
    process.exit(code ?? 0);
  });
};

const main = async (): Promise<void> => {
  const example = readJson<{ amqpUrl: string }>(path.join(localFolder, 'example.json'));
  if (example && (await answers(example.amqpUrl))) return printEvents(example.amqpUrl);
  console.error('There is no broker to read from: run npm start in another terminal and leave it running.');
  process.exitCode = 1;
};

void main();
