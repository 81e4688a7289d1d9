import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, register, type Registry } from 'prom-client';
import { errorText } from '../logging/error-text';
import { within } from '../time/within';
import { closeServer, listen } from './listen';

export type OperationsServerOptions = {
  port: number;
  host: string;
  /** What must work for this process to be sent requests, by name; a check throws or rejects with the reason. */
  ready: Record<string, () => Promise<unknown> | void>;
  /**
   * What must have happened once before the first work is given to a new installation: that each queue is bound, say.
   * Later failures do not count. Nothing where not given.
   */
  started?: Record<string, () => Promise<unknown> | void>;
  /** Adds the service's own metrics, once. */
  metrics?: (register: Registry) => void | Promise<void>;
};
export type OperationsServer = { port: number; close: () => Promise<void> };

/** Milliseconds for each check. */
const checkLimit = 2000;

/**
 * Health and metrics on a port of their own: `/livez` (the process turns), `/startupz` (what must have happened once) and
 * `/readyz` (200, or 503 with the checks that fail), `/metrics` (Prometheus).
 */
export async function startOperationsServer(o: OperationsServerOptions): Promise<OperationsServer> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register });
  await o.metrics?.(register);
  const started = once(o.started ?? {});
  const server = await listen((req, res) => {
    answer(req, res, { '/readyz': () => runAll(o.ready), '/startupz': started }).catch((error: unknown) =>
      send(res, 500, 'text/plain', errorText(error)),
    );
  }, o);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : o.port,
    close: () => closeServer(server, 500),
  };
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  probes: Record<string, () => Promise<Check[]>>,
): Promise<void> {
  const path = req.url?.replace(/\?.*/, '');
  if (path === '/livez') return send(res, 200, 'application/json', '{"status":"ok"}');
  if (path === '/metrics') return send(res, 200, register.contentType, await register.metrics());
  const probe = probes[path ?? ''];
  if (!probe) return send(res, 404, 'text/plain', 'There is /livez, /startupz, /readyz and /metrics.');
  const checks = await probe();
  const ok = checks.every((check) => check.ok);
  const body = JSON.stringify({ status: ok ? 'ok' : 'unavailable', checks });
  send(res, ok ? 200 : 503, 'application/json', body);
}

type Check = { name: string; ok: boolean; reason?: string };
type Checks = OperationsServerOptions['ready'];

const runAll = (checks: Checks): Promise<Check[]> =>
  Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)));

/** Runs the checks until all have passed, and then no more. */
function once(checks: Checks): () => Promise<Check[]> {
  let passed: Check[] | undefined;
  return async () => {
    if (passed) return passed;
    const results = await runAll(checks);
    if (results.every(({ ok }) => ok)) passed = results;
    return results;
  };
}

async function run(name: string, check: () => Promise<unknown> | void): Promise<Check> {
  try {
    await within(checkLimit, Promise.resolve().then(check));
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, reason: errorText(error) };
  }
}

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
