import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Generated } from '../generate';
import { root } from '../paths';
import { features } from './feature-names';

const title = /\b(?:it|test|it\.each\([\s\S]*?\)|describe)\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*?)\1/g;
const rowsOf = (text: string): string[] =>
  [...(/^((?:\[[A-Z]\d+[^\]]*\]\s*)+)/.exec(text)?.[1]?.matchAll(/\[([A-Z]\d+)/g) ?? [])].flatMap(
    (match) => match[1] ?? [],
  );

type Test = { file: string; title: string };

async function testsByRow(): Promise<Map<string, Test[]>> {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const byRow = new Map<string, Test[]>();
  for (const file of files.split('\n').filter(Boolean).sort()) {
    const source = await readFile(path.join(root, file), 'utf8').catch(() => '');
    for (const [, , found] of source.matchAll(title)) {
      const text = (found ?? '').replace(/\s+/g, ' ');
      for (const row of rowsOf(text))
        byRow.set(row, [...(byRow.get(row) ?? []), { file, title: text.replace(/^(\[[^\]]*\]\s*)+/, '') }]);
    }
  }
  return byRow;
}

/** `docs/features.md`: what the product does, row by row, each with the tests that drive it. */
export async function featuresPage(): Promise<Generated> {
  const tests = await testsByRow();
  const unknown = [...tests.keys()].filter((row) => !(row in features));
  if (unknown.length > 0)
    throw new Error(
      `Tests name rows that tools/generate/feature-names.ts does not have: ${unknown.join(', ')}`,
    );
  const sections = Object.entries(features).flatMap(([row, text]) => {
    const driven = tests.get(row) ?? [];
    const inBrowser = driven.some(({ file }) => file.startsWith('e2e/'));
    return [
      `## ${row} · ${text}`,
      '',
      ...(driven.length === 0 ? ['No test yet.', ''] : []),
      ...(driven.length > 0 && !inBrowser ? ['No browser test.', ''] : []),
      ...driven.map((test) => `- ${test.title} (\`${test.file}\`)`),
      ...(driven.length > 0 ? [''] : []),
    ];
  });
  return new Map([
    [
      'docs/features.md',
      [
        '# What Tenantry does, and the tests that show it',
        '',
        'Made by `npm run generate` from the titles of the tests.',
        '',
        ...sections,
      ].join('\n'),
    ],
  ]);
}
