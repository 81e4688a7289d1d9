import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../logging/create-logger';
import { toProblem } from './failure-problem';
import { Problem, problemDocument } from './problem';
import { traceIdOf } from './trace-id';

/** Nothing matched. */
export const notFound: RequestHandler = () => {
  throw new Problem('route.not_found');
};

/**
 * Turns everything thrown into RFC 9457 problem details; failures of ours (5xx) are logged with their cause.
 * @param typeBase the page that explains the codes
 */
export function problemHandler(
  logger: Pick<Logger, 'error' | 'warn'>,
  typeBase: string,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      const log = problem.code === 'internal' ? 'error' : 'warn';
      logger[log]({ err: problem.cause ?? problem, method: req.method, path: req.path }, problem.code);
    }
    // An answer that has begun cannot become a problem any more: let Express cut the connection.
    if (res.headersSent) return next(error);
    if (problem.options.retryAfterSeconds !== undefined) {
      res.setHeader('retry-after', String(Math.ceil(problem.options.retryAfterSeconds)));
    }
    res
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(problem, typeBase, traceIdOf(res))));
  };
}
