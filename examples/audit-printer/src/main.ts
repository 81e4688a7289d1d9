import { printEvents } from './print-events';

const amqpUrl = process.env['AMQP_URL'];
if (!amqpUrl)
  throw new Error('Set AMQP_URL to the broker, for example amqp://audit-printer:secret@127.0.0.1:5672.');

void printEvents(amqpUrl, (line) => process.stdout.write(`${line}\n`));
