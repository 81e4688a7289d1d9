import helmet from 'helmet';
import type { RequestHandler } from 'express';

/**
 * Answers are data, and one page of documentation with a stylesheet of its own: no script, no frame, no outside address.
 * HSTS counts only where the console is served over https; browsers ignore it elsewhere (RFC 6797 section 8.1).
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });

/** Answers hold personal data: no cache keeps them (ASVS 14.3.2). */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('cache-control', 'no-store');
  next();
};
