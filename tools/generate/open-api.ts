import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Generated } from '../generate';
import { root } from '../paths';
import { apiBreaks } from './api-breaks';
import { publishedFiles } from './published';

const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;

/** The OpenAPI 3.1 document of each service, from its zod schemas: `<service>OpenApi()` in its `openapi.ts`. */
export async function openApiDocuments(): Promise<Generated> {
  const documents: Generated = new Map();
  for (const service of services) {
    const file = path.join(root, 'apps', service, 'src', 'openapi.ts');
    const module = (await import(pathToFileURL(file).href)) as Record<string, () => unknown>;
    const make = module[`${service}OpenApi`];
    if (!make) throw new Error(`${file} must export ${service}OpenApi().`);
    documents.set(`apps/${service}/openapi.json`, `${JSON.stringify(make(), null, 2)}\n`);
  }
  return documents;
}

/** What clients of the published documents would stumble over in these, one sentence each. */
export function openApiBreaks(documents: Generated): string[] {
  const parsed = (content: string) => JSON.parse(content) as Record<string, unknown>;
  const breaks = publishedFiles(root, [...documents.keys()]).flatMap(({ file, content }) =>
    apiBreaks(parsed(content), parsed(documents.get(file) ?? '{}')).map((change) => `${file} ${change}`),
  );
  return [...new Set(breaks)];
}
