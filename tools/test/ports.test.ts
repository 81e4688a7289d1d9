import net from 'node:net';
import { createPorts, isFree, preferredPorts } from '../infrastructure/ports';

const listening: net.Server[] = [];
afterEach(() => listening.splice(0).forEach((server) => server.close()));

const listen = async (port: number, host: string): Promise<number> => {
  const server = net.createServer();
  listening.push(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return (server.address() as net.AddressInfo).port;
};

it.each(['127.0.0.1', '0.0.0.0'])('sees that somebody listens on %s', async (host) => {
  expect(await isFree(await listen(0, host))).toBe(false);
});

it('takes a free port where the usual one is taken, and the same one for the same name', async () => {
  if (await isFree(preferredPorts.console)) await listen(preferredPorts.console, '127.0.0.1');
  const ports = createPorts('usual');

  const [first, again, other] = await Promise.all([
    ports.take('console'),
    ports.take('console'),
    ports.take('traces'),
  ]);

  expect(first).not.toBe(preferredPorts.console);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(await isFree(first)).toBe(true);
});

it('does not replace a port that somebody has asked for', async () => {
  const port = await listen(0, '127.0.0.1');

  await expect(createPorts('usual', { console: port }).take('console')).rejects.toThrow(
    `Port ${port} is taken by another program`,
  );
});
