import type { RequestHandler } from 'express';
import type { Config } from './config';

/** `GET /runtime.json`: what the console in the browser has to know of this installation before anybody has signed in. */
export const runtime =
  (config: Config): RequestHandler =>
  (_req, res) => {
    res.setHeader('cache-control', 'no-cache');
    res.json({
      environment: config.ENVIRONMENT,
      links: {
        imprint: config.IMPRINT_URL ?? null,
        dataProtection: config.DATA_PROTECTION_URL ?? null,
        terms: config.TERMS_URL ?? null,
      },
      traces: config.TRACES_URL !== undefined,
      mailPage: config.MAIL_PAGE_URL ?? null,
    });
  };
