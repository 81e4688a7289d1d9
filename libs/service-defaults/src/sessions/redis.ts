import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { createClient } from 'redis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/create-logger';
import { errorText } from '../logging/error-text';
import { within } from '../time/within';
import { loadScripts } from './run-script';

type Client = ReturnType<typeof newClient>;

/** A connection to the Redis of sessions, epochs and rate limits. Commands fail at once while it is down. */
export type RedisClient = Client & {
  /** The run id of the server behind this connection; changes when the server was restarted or replaced. */
  runId: () => Promise<string>;
};

const pingEveryMs = 1000;
const frozenAfterMs = 3000;

/**
 * Connects, and reconnects for ever. No command waits for a connection (`disableOfflineQueue`), and a server that
 * accepts connections but no longer answers is dropped after three seconds.
 * @throws where there is no connection within 5 seconds
 */
export async function connectRedis(url: string, logger: Pick<Logger, 'info' | 'warn'>): Promise<RedisClient> {
  const client = newClient(url);
  let down = false;
  client.on('error', (error: unknown) => {
    if (!down) logger.warn({ error: errorText(error) }, 'redis is not reachable, trying again');
    down = true;
  });
  client.on('ready', () => {
    loadScripts(client);
    if (down) logger.info('redis is reachable again');
    down = false;
  });
  const connection = Object.assign(client, { runId: trackRunId(client) });
  try {
    await within(5000, connectUntraced(client));
  } catch (error) {
    client.destroy();
    throw new Error(`REDIS_URL: no connection to Redis within 5 seconds (${errorText(error)})`, {
      cause: error,
    });
  }
  void dropWhenFrozen(client, logger);
  return connection;
}

function newClient(url: string) {
  return createClient({
    url,
    // RESP2: every server since Redis 2 speaks it, and nothing here needs what came after.
    RESP: 2,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: 1000,
      // Covers a handshake that is never answered; while connected, the pings keep the socket from being idle.
      socketTimeout: 5000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1000) + Math.random() * 50,
    },
  });
}

/** Nobody's request causes a connection: its span would be a trace of its own among those of people. */
const connectUntraced = (client: Client): Promise<unknown> =>
  context.with(suppressTracing(context.active()), () => client.connect());

/** Asks for the run id on each new connection, before any answer on that connection can be believed. */
function trackRunId(client: Client): () => Promise<string> {
  let current: Promise<string> | undefined;
  client.on('ready', () => (current = undefined));
  return () => {
    current ??= readRunId(client).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  };
}

async function readRunId(client: Client): Promise<string> {
  const runId = /^run_id:(\w+)/m.exec(await client.info('server'))?.[1];
  if (!runId) throw new Error('redis does not tell its run id (INFO server)');
  return runId;
}

async function dropWhenFrozen(client: Client, logger: Pick<Logger, 'warn'>): Promise<void> {
  let answeredAt = Date.now();
  for (;;) {
    await sleep(pingEveryMs, undefined, { ref: false });
    if (!client.isOpen) return;
    if (!client.isReady) {
      answeredAt = Date.now();
      continue;
    }
    try {
      await within(pingEveryMs, client.ping());
      answeredAt = Date.now();
    } catch {
      if (!client.isReady || Date.now() - answeredAt < frozenAfterMs) continue;
      logger.warn('redis does not answer, connecting anew');
      answeredAt = Date.now();
      client.destroy();
      // Rejects only when the connection is closed for good; until then it goes on trying.
      connectUntraced(client).catch(() => undefined);
    }
  }
}
