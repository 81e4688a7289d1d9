import type { RequestHandler } from 'express';
import { Histogram, register } from 'prom-client';
import { isEventStream } from './event-stream';

const duration = new Histogram({
  name: 'http_server_request_duration_seconds',
  help: 'Time to answer a request, by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [register],
});

/**
 * Measures every request under the pattern of its route, never under its path: the number of series stays bounded. Streams of
 * events are left out: they last as long as somebody reads.
 */
export const measureRequests: RequestHandler = (req, res, next) => {
  const stop = duration.startTimer();
  res.once('finish', () => {
    if (!isEventStream(res))
      stop({ method: req.method, route: routeOf(req), status: String(res.statusCode) });
  });
  next();
};

function routeOf(req: { baseUrl: string; route?: unknown }): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${req.baseUrl}${path}` : 'unmatched';
}
