import { type AddressInfo, connect } from 'node:net';
import { eventually } from '@tenantry/testing';
import express from 'express';
import { closeServer, listen, openEventStream } from '../src';

it('[L14] a stream is cut whose reader does not even take its end', async () => {
  const app = express();
  let closed = false;
  app.get('/', (req, res) => {
    const stream = openEventStream(req, res, {
      mayGoOn: () => Promise.resolve(true),
      lastsMs: 60_000,
      onClose: () => (closed = true),
    });
    // More than a network holds for a reader.
    stream?.send({ event: 'job', id: '1', data: 'x'.repeat(50_000_000) });
    stream?.end();
  });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  reader.pause().write('GET / HTTP/1.1\r\nhost: tenantry\r\n\r\n');
  await eventually(() => expect(closed).toBe(true), { within: 15_000 });
  reader.destroy();
  await closeServer(server, 100);
}, 20_000);
