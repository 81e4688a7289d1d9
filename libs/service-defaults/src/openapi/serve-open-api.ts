import type { Express } from 'express';
import type { OpenApiDocument } from './open-api-document';
import { referencePage, referenceStyle } from './reference-page';

/**
 * `/openapi.json`, and `/reference`: the same for people, made here, without scripts and without outside requests.
 * Made at the first request: most processes are never asked.
 */
export function serveOpenApi(app: Express, document: OpenApiDocument | (() => OpenApiDocument)): void {
  let page: string | undefined;
  let made: OpenApiDocument | undefined;
  const get = () => (made ??= typeof document === 'function' ? document() : document);
  app.get('/openapi.json', (_req, res) => void res.json(get()));
  app.get('/reference', (_req, res) => void res.type('html').send((page ??= referencePage(get()))));
  app.get('/reference.css', (_req, res) => void res.type('css').send(referenceStyle));
}
