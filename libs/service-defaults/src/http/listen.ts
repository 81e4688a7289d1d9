import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';

/**
 * Listens, and answers when it does. Port 0 takes a free one.
 * @throws where the port is taken or the host is not this machine's
 */
export async function listen(app: RequestListener, o: { port: number; host: string }): Promise<Server> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    app,
  );
  server.listen(o.port, o.host);
  await once(server, 'listening');
  return server;
}

/**
 * Takes no new connections, lets the requests under way finish, and cuts what is still open after `graceMs`
 * (streams have no end of their own).
 */
export function closeServer(server: Server, graceMs = 3000): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(cut);
      if (error && (error as NodeJS.ErrnoException).code !== 'ERR_SERVER_NOT_RUNNING') reject(error);
      else resolve();
    });
  });
}
