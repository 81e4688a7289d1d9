import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '@tenantry/service-defaults';
import express, { Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** The page of the console as it was built. @throws {Error} where it was not */
export function readPage(folder: string): string {
  const file = path.join(folder, 'index.html');
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} is missing. Build the console first: npx nx build admin-web`, { cause });
  }
}

/**
 * The built console. Files under `/assets` carry a hash of their content in the name and are kept for ever; the page
 * is asked for anew each time, so that a release is seen at once. Every other address is a page of the console.
 */
export function staticFiles(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    // As they were compressed when they were built: the server spends nothing on it.
    expressStaticGzip(path.join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', redirect: false },
    }),
    () => {
      // Never the page in place of a script: a browser with an old page has to learn that its files are gone.
      throw new Problem('route.not_found');
    },
  );
  router.use(express.static(folder, { maxAge: '1h', index: false, redirect: false, dotfiles: 'ignore' }));
  router.get('/{*path}', (req, res, next) => {
    // What looks like a file is one that is not there.
    if (!req.accepts('html') || /\.[^/]*$/.test(req.path)) return next();
    res.setHeader('cache-control', 'no-cache');
    res.sendFile('index.html', { root: folder, cacheControl: false });
  });
  return router;
}
