import { setTimeout as sleep } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';
import { fault, type Logger } from './logger';

export type BrokerSession = {
  connected(): boolean;
  /** Lets `run` finish what it has begun, then closes the connection. */
  stop(): Promise<void>;
};

export type SessionControl = {
  /** Aborted when the connection is lost, or is to be given up. */
  lost: AbortSignal;
  /** Aborted when the session is to end: finish what is begun, then return. */
  stopping: AbortSignal;
  /** Gives the connection up: whatever was not confirmed on it is in doubt. */
  die: (error: Error) => void;
};

const heartbeatSeconds = 5;
const closeWithinMs = 2000;

/** The socket below an amqplib connection, which its types do not show. */
const socketOf = (connection: ChannelModel) =>
  (connection.connection as unknown as { stream: { destroy(error: Error): void } }).stream;

/** Runs `work` but waits for it no longer than `ms`. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * A crash-only connection to RabbitMQ: on any error, closed channel, server cancel or hang the socket is destroyed and
 * everything is built again by `run`, after 100 to 500 ms. Nothing is repaired in place.
 * @param options `name`: shown in the broker's list of connections
 * @param run sets up and works until `lost` or `stopping` is aborted; its end while neither is counts as a failure
 */
export function brokerSession(
  options: { url: string; name: string; logger: Logger; connectWithinMs?: number },
  run: (connection: ChannelModel, control: SessionControl) => Promise<void>,
): BrokerSession {
  const { logger, name, connectWithinMs = 3000 } = options;
  const stopping = new AbortController();
  let connected = false;
  let reached = true;

  const once = async (): Promise<void> => {
    const lost = new AbortController();
    const url = new URL(options.url);
    url.searchParams.set('heartbeat', String(heartbeatSeconds));
    // Without the timeout among the socket options, connecting to a frozen broker never ends.
    const connection = await connect(url.href, {
      timeout: connectWithinMs,
      noDelay: true,
      keepAlive: true,
      clientProperties: { connection_name: name },
    });
    let cause: Error | undefined;
    const die = (error: Error) => {
      cause ??= error;
      connected = false;
      lost.abort(error);
      // With an error: a quiet end would leave amqplib waiting for its confirms.
      socketOf(connection).destroy(error);
    };
    connection.on('error', die);
    connection.on('close', () => die(new Error('the broker closed the connection')));
    connection.on('handler-error', die);
    connection.on('blocked', (reason) =>
      logger.warn({ name, reason }, 'The broker takes no messages for now'),
    );
    connected = true;
    reached = true;
    try {
      await run(connection, { lost: lost.signal, stopping: stopping.signal, die });
      if (cause) throw cause;
      if (!stopping.signal.aborted) throw new Error('the session ended by itself');
      await within(closeWithinMs, 'Closing the connection', connection.close());
    } catch (error) {
      throw cause ?? error;
    } finally {
      die(new Error('the session is over'));
    }
  };

  const running = (async () => {
    while (!stopping.signal.aborted) {
      await once().catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        // One warning per outage: the tries that follow say nothing new.
        logger[reached ? 'warn' : 'debug']({ ...fault(error), name }, 'Lost the broker, connecting again');
        reached = false;
      });
      if (stopping.signal.aborted) return;
      await sleep(100 + Math.random() * 400, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return {
    connected: () => connected,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
