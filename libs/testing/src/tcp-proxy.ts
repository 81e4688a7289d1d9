import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type TcpProxy = {
  /** The address to use instead of the target's. */
  url: string;
  /** Ends every connection at once and refuses new ones, as a server does that is down. */
  cut(): void;
  /** Accepts connections and lets nothing pass in either direction, as a frozen server does. */
  freeze(): void;
  /** Lets everything pass again; what was frozen arrives late. */
  resume(): void;
  /** How many connections were opened so far. */
  connections(): number;
  close(): Promise<void>;
};

/** A TCP proxy on 127.0.0.1 in front of the server that `targetUrl` names, to make connections fail in tests. */
export async function tcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = new URL(targetUrl);
  const behind = { host: target.hostname, port: Number(target.port), noDelay: true };
  const sockets = new Set<Socket>();
  let mode: 'pass' | 'frozen' | 'cut' = 'pass';
  let opened = 0;
  const server = createServer({ noDelay: true }, (inner) => {
    opened += 1;
    if (mode === 'cut') return inner.destroy();
    const outer = connect(behind);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => undefined);
      from.on('end', () => mode === 'pass' && to.end());
      from.on('close', () => {
        sockets.delete(from);
        // A frozen server does not see that its client has gone, nor the other way round.
        if (mode !== 'frozen') to.destroy();
      });
      if (mode === 'frozen') from.pause();
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.hostname = '127.0.0.1';
  target.port = String((server.address() as AddressInfo).port);
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: target.href,
    cut() {
      mode = 'cut';
      destroyAll();
    },
    freeze() {
      mode = 'frozen';
      sockets.forEach((socket) => socket.pause());
    },
    resume() {
      mode = 'pass';
      sockets.forEach((socket) => socket.resume());
    },
    connections: () => opened,
    async close() {
      mode = 'cut';
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
