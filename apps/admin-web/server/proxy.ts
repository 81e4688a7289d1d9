import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { errorText, type Logger, Problem } from '@tenantry/service-defaults';
import type { Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

/** Milliseconds that a service may take to answer. */
const answerLimit = 30_000;

type ProxyOptions = {
  /** The service's address. */
  target: string;
  logger: Pick<Logger, 'warn'>;
  /** The console's address, which services build links from. */
  publicUrl: string;
  /** The path at the service for a path behind the mount point. */
  rewrite?: (path: string) => string;
};

/**
 * Hands requests on to a service, cookies and headers included. The service learns the client's address from us alone:
 * what the client says of itself in `X-Forwarded-*` is overwritten.
 * Problem: 503 `service.unavailable` where the service does not answer.
 */
export function proxyTo({ target, logger, publicUrl, rewrite }: ProxyOptions): RequestHandler {
  const outside = new URL(publicUrl);
  const AgentOfTarget = target.startsWith('https:') ? SecureAgent : Agent;
  const proxyOver = (agent: Agent) =>
    createProxyMiddleware<Request, Response>({
      target,
      changeOrigin: true,
      agent,
      proxyTimeout: answerLimit,
      timeout: answerLimit,
      ...(rewrite ? { pathRewrite: rewrite } : {}),
      on: {
        proxyReq: (outgoing, req, res) => {
          // Where the reader of a stream or a file has gone, nothing else would tell the service so.
          res.once('close', () => {
            if (!res.writableFinished) outgoing.destroy();
          });
          outgoing.setHeader('x-forwarded-for', req.ip ?? req.socket.remoteAddress ?? '');
          outgoing.setHeader('x-forwarded-proto', outside.protocol.replace(':', ''));
          outgoing.setHeader('x-forwarded-host', outside.host);
          outgoing.removeHeader('forwarded');
        },
        error: (error, req, res) => {
          logger.warn(
            { error: errorText(error), path: req.originalUrl.replace(/\?.*/s, '') },
            'no answer from a service',
          );
          if (!('req' in res)) return void res.destroy();
          if (res.headersSent || res.destroyed) return void res.destroy();
          req.next?.(new Problem('service.unavailable', { retryAfterSeconds: 1, cause: error }));
        },
      },
    });
  const answering = proxyOver(new AgentOfTarget({ keepAlive: true, maxSockets: 256 }));
  // A stream holds its connection for as long as somebody reads: those of all others would run out.
  const streaming = proxyOver(new AgentOfTarget({ maxSockets: 4096 }));
  return (req, res, next) =>
    (req.get('accept') === 'text/event-stream' ? streaming : answering)(req, res, next);
}

/** What of a service is for the outside: its versioned API and its documentation, never what services ask each other. */
export const outsideOnly: RequestHandler = (req, _res, next) => {
  if (!/^\/(v\d+\/|openapi\.json$|reference(\.css)?$)/.test(req.path)) throw new Problem('route.not_found');
  next();
};
