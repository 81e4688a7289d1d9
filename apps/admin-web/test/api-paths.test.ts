import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Document = { paths: Record<string, Record<string, unknown>> };

const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
const documentOf = (service: string) => path.join(__dirname, `../../${service}/openapi.json`);

/** The calls in the console's client: `request<…>('identity', 'GET', `/v1/users/${userId}`, …)`. */
function callsOf(service: string): { method: string; pattern: string }[] {
  const client = readFileSync(path.join(__dirname, `../src/api/${service}.ts`), 'utf8');
  const calls = client.matchAll(/'(GET|POST|DELETE)',\s*[`'](\/v1[^`']*)[`']/g);
  return [...calls].map(([, method = '', pattern = '']) => ({
    method: method.toLowerCase(),
    pattern: pattern.replace(/\$\{[^}]*\}/g, '{}'),
  }));
}

describe.each(services)('every call of the console to %s', (service) => {
  // The documents are generated from the services' schemas.
  (existsSync(documentOf(service)) ? it : it.skip)('is in the service’s OpenAPI document', () => {
    const { paths } = JSON.parse(readFileSync(documentOf(service), 'utf8')) as Document;
    const known = Object.entries(paths).flatMap(([pattern, item]) =>
      Object.keys(item).map((method) => ({ method, pattern: pattern.replace(/\{[^}]*\}/g, '{}') })),
    );
    const calls = callsOf(service);
    expect(calls.length).toBeGreaterThan(0);
    expect(
      calls.filter(
        (call) => !known.some((one) => one.method === call.method && one.pattern === call.pattern),
      ),
    ).toEqual([]);
  });
});
