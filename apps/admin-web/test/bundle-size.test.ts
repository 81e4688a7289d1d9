import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pages, type Route } from './routes';

const folder = path.join(__dirname, '../dist/client');
const manifestFile = path.join(folder, '.vite/manifest.json');
/** Bytes after gzip (rules, Console). */
const budget = { js: 230_000, css: 40_000 };

type Chunk = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] };

/** Bytes that a page loads before it shows: the entry, what the page's own modules need, the catalogues of texts in Russian, which are the largest. */
function weigh(manifest: Record<string, Chunk>, page: Route): { js: number; css: number } {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest`);
    if (files.has(chunk.file)) return;
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  const catalogues = [
    'src/i18n/locales/ru.json',
    ...(page.furtherTexts ? ['src/i18n/locales/further/ru.json'] : []),
    ...(page.lateTexts ? ['src/i18n/locales/late/ru.json'] : []),
  ];
  ['index.html', ...page.modules, ...catalogues].forEach(visit);
  const size = (ending: string) =>
    [...files]
      .filter((file) => file.endsWith(ending))
      .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
  return { js: size('.js'), css: size('.css') };
}

describe('every page', () => {
  const all = pages();

  it('is in the route table, and is loaded when it is gone to', () => {
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((page) => page.modules.length === 0)).toEqual([]);
  });

  // The build is what this target depends on, and its files are among what its cached result stands for.
  it.each(all)('weighs no more than its budget as the first one: $path', (page) => {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>;
    const weight = weigh(manifest, page);
    expect(weight.js).toBeLessThanOrEqual(budget.js);
    expect(weight.css).toBeLessThanOrEqual(budget.css);
    expect(weight.js).toBeGreaterThan(50_000);
  });
});
