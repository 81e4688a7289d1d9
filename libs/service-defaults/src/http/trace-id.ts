import { trace } from '@opentelemetry/api';
import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** The response header that names the trace of the request; people quote it, and problems repeat it. */
const traceIdHeader = 'trace-id';

/** Names the trace in the answer. */
export const answerTraceId: RequestHandler = (_req, res, next) => {
  const traceId = trace.getActiveSpan()?.spanContext().traceId ?? randomBytes(16).toString('hex');
  res.setHeader(traceIdHeader, traceId);
  next();
};

export const traceIdOf = (res: Response): string | undefined => res.getHeader(traceIdHeader)?.toString();
