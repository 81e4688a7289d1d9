import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Document = { paths: Record<string, Record<string, unknown>> };

const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
const documentOf = (service: string) => path.join(__dirname, `../../${service}/openapi.json`);

const folder = path.join(__dirname, '../src/api');
const client = readdirSync(folder)
  .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  .join('\n');

/** The calls in the console's client: `request<…>('identity', 'GET', `/v1/users/${userId}`, …)`. */
function callsOf(service: string): { method: string; pattern: string }[] {
  const calls = client.matchAll(
    new RegExp(`'${service}',\\s*'(GET|POST|PUT|PATCH|DELETE)',\\s*[\`'](/v1[^\`']*)[\`']`, 'g'),
  );
  return [...calls].map(([, method = '', pattern = '']) => ({
    method: method.toLowerCase(),
    pattern: pattern.replace(/\$\{[^}]*\}/g, '{}'),
  }));
}

describe.each(services)('every call of the console to %s', (service) => {
  it('is in the service’s OpenAPI document', () => {
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
