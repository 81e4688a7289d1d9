import net from 'node:net';
import { randomInt } from 'node:crypto';

/** Where things are found on this machine when nobody else is there; a taken one is replaced by a free one. */
export const preferredPorts = {
  console: 4300,
  identity: 4301,
  tenancy: 4302,
  notifier: 4303,
  scheduler: 4304,
  mailPage: 4305,
  traces: 4306,
  postgres: 4307,
  rabbitmq: 4308,
  redis: 4309,
  smtp: 4310,
  identityOperations: 4311,
  tenancyOperations: 4312,
  notifierOperations: 4313,
  schedulerOperations: 4314,
  rabbitmqPeers: 4315,
  portMapper: 4316,
  consoleOperations: 4317,
} as const;
export type PortName = keyof typeof preferredPorts;

const canListen = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = net.createServer();
    // A machine without IPv6 cannot have the port taken there.
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Whether nobody listens on the port at 127.0.0.1, at ::1 ('localhost' may mean either) or on all addresses. */
export const isFree = async (port: number): Promise<boolean> =>
  (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));

/** Hands out ports of this machine: each name has one, the same one however often it is asked for. */
export type Ports = { take: (name: PortName) => Promise<number> };

/**
 * @param preferred 'usual' tries the port that people know first; 'private' takes any free one
 * @param wanted ports that somebody asked for by name; a taken one is an error then
 */
export const createPorts = (
  preferred: 'usual' | 'private',
  wanted: Partial<Record<PortName, number>> = {},
): Ports => {
  const given = new Set<number>();
  const free = async (): Promise<number> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      // Below the range from which systems take the ports of outgoing connections.
      const port = randomInt(20_000, 30_000);
      if (given.has(port)) continue;
      given.add(port); // before the wait, in which another name may be asked for
      if (await isFree(port)) return port;
    }
    throw new Error('No free port was found between 20000 and 30000 on 127.0.0.1.');
  };
  const taken = new Map<PortName, Promise<number>>();
  const choose = async (name: PortName): Promise<number> => {
    const asked = wanted[name];
    if (asked !== undefined && !(await isFree(asked))) {
      throw new Error(
        `Port ${asked} is taken by another program. Choose another one with --port, or leave it out.`,
      );
    }
    const usual = asked ?? (preferred === 'usual' ? preferredPorts[name] : undefined);
    const port =
      usual !== undefined && !given.has(usual) && (asked || (await isFree(usual))) ? usual : await free();
    given.add(port);
    return port;
  };
  return {
    take: (name) => {
      const port = taken.get(name) ?? choose(name);
      taken.set(name, port);
      return port;
    },
  };
};
