import type { Request, Response } from 'express';
import { pinoHttp, type HttpLogger } from 'pino-http';
import type { Logger } from '../logging/create-logger';

/** One line a request: method, path without its query, status, milliseconds. No bodies, no headers, no addresses. */
export const requestLog = (logger: Logger): HttpLogger<Request, Response> =>
  pinoHttp<Request, Response>({
    logger,
    quietReqLogger: true,
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: (req) => `${req.method} ${withoutQuery(req)}`,
    customErrorMessage: (req) => `${req.method} ${withoutQuery(req)}`,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customProps: (req, res) => ({ method: req.method, path: withoutQuery(req), status: res.statusCode }),
  });

const withoutQuery = (req: Request): string => req.originalUrl.replace(/\?.*/s, '');
