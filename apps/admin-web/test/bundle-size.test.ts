import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = path.join(__dirname, '../dist/client');
const manifestFile = path.join(folder, '.vite/manifest.json');
/** Bytes after gzip (design section 6). */
const budget = { js: 230_000, css: 40_000 };

type Chunk = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] };

/** Bytes that a route loads before it shows: the entry, what the route's own module needs, one catalogue of texts. */
function weigh(manifest: Record<string, Chunk>, modules: readonly string[]): { js: number; css: number } {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest`);
    if (files.has(chunk.file)) return;
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  ['index.html', ...modules].forEach(visit);
  const size = (ending: string) =>
    [...files]
      .filter((file) => file.endsWith(ending))
      .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
  return { js: size('.js'), css: size('.css') };
}

// Nothing to weigh before a build; the browser tests run after one.
(existsSync(manifestFile) ? describe : describe.skip)('the first route', () => {
  const manifest = JSON.parse(existsSync(manifestFile) ? readFileSync(manifestFile, 'utf8') : '{}') as Record<
    string,
    Chunk
  >;

  it.each([
    ['sign-in', ['src/entry/SignIn.tsx']],
    ['the list of users', ['src/shell/ConsoleLayout.tsx', 'src/users/UsersPage.tsx']],
    ['a user', ['src/shell/ConsoleLayout.tsx', 'src/user/UserPage.tsx']],
  ])('weighs no more than its budget: %s', (_name, modules) => {
    // Russian has the largest catalogue.
    const weight = weigh(manifest, [...modules, 'src/i18n/locales/ru.json']);
    expect(weight.js).toBeLessThanOrEqual(budget.js);
    expect(weight.css).toBeLessThanOrEqual(budget.css);
    expect(weight.js).toBeGreaterThan(50_000);
  });
});
