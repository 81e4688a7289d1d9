import { z } from 'zod';
import { TimeLimitError } from '../time/within';
import { Problem } from './problem';
import { zodProblem } from './zod-problem';

/** What body-parser and the router say about a request (http-errors). */
type RequestError = { type?: unknown; status?: unknown };

/** SQLSTATE classes and codes of a database that cannot answer now: connection, shutdown, too many connections, lock and statement limits, deadlock. */
const unavailableSql = /^(08...|57P0[1-5]|57014|53300|55P03|40001|40P01)$/;
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** Errors of the redis client (`@redis/client` errors.d.ts) and of limits of our own; by name, they have no codes. */
const unavailableNames = new Set([
  'ClientOfflineError',
  'ClientClosedError',
  'SocketClosedUnexpectedlyError',
  'SocketTimeoutError',
  'ConnectionTimeoutError',
  'DisconnectsClientError',
  'TimeoutError',
]);
/** pg and pg-pool throw plain errors where a connection is lost or none becomes free. */
const unavailableMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Driver not Connected)/;

/** The problem that a thrown value becomes; anything that nobody expected is `internal`, and tells nothing. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.ZodError) return zodProblem(error);
  if (isUnavailable(error)) return new Problem('service.unavailable', { retryAfterSeconds: 1, cause: error });
  const { type, status } = (error ?? {}) as RequestError;
  if (type === 'entity.too.large') return new Problem('request.too_large', { cause: error });
  if (status === 415) return new Problem('request.media_type', { cause: error });
  // Express and its parsers put a 4xx status on what is wrong with the request itself.
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('request.malformed', { cause: error });
  return new Problem('internal', { cause: error });
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TimeLimitError) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && (unavailableCodes.has(code) || unavailableSql.test(code))) return true;
  if (unavailableNames.has(error.constructor.name) || unavailableMessages.test(error.message)) return true;
  return isUnavailable(driverError);
}
