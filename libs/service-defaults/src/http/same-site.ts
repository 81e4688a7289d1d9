import type { RequestHandler } from 'express';
import { Problem } from './problem';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes in a signed-in person's browser (ASVS 3.5.1): `Sec-Fetch-Site` must say
 * same-origin and `Origin` must be the console's, where they are sent. Every browser sends at least one of them on
 * POST, so a request with a cookie and neither is refused; without cookies there is nothing to ride on, and
 * programs (services with a token, command lines) pass.
 */
export function requireSameSite(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req, _res, next) => {
    if (safeMethods.has(req.method)) return next();
    const site = req.headers['sec-fetch-site'];
    const { origin, cookie } = req.headers;
    if (site !== undefined && site !== 'same-origin') throw new Problem('request.cross_site');
    if (origin !== undefined && origin !== own) throw new Problem('request.cross_site');
    if (site === undefined && origin === undefined && cookie !== undefined) {
      throw new Problem('request.cross_site', { detail: `Send the header Origin: ${own}.` });
    }
    next();
  };
}
