import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as prettier from 'prettier';
import { configurationPage } from './generate/configuration';
import { contractDocuments, contractBreaks } from './generate/contracts';
import { featuresPage } from './generate/features';
import { openApiBreaks, openApiDocuments } from './generate/open-api';
import { topologyDocument } from './generate/topology';
import { userLifePage } from './generate/user-life';
import { root } from './paths';

// Writes every file that is made from the code; with --check it writes nothing and fails where one is out of date.
const check = process.argv.includes('--check');

/** Content by path inside the root. */
export type Generated = Map<string, string>;

const formatted = async (file: string, content: string): Promise<string> =>
  file.endsWith('.md') || file.startsWith('tools/')
    ? prettier.format(content, { ...(await prettier.resolveConfig(path.join(root, file))), filepath: file })
    : content;

/** Ends the process where there are breaks. */
const refuse = (breaks: string[], whom: string): void => {
  if (breaks.length === 0) return;
  console.error(`These changes break ${whom}:\n${breaks.join('\n')}`);
  process.exit(1);
};

async function main(): Promise<void> {
  const apis = await openApiDocuments();
  refuse(contractBreaks(root), 'readers of a published message. Define a new version of the type instead');
  refuse(openApiBreaks(apis), 'clients of a published API. Change it by addition, or under a new path');
  const files: Generated = new Map([
    ...contractDocuments(),
    ...apis,
    ...(await topologyDocument()),
    ...(await configurationPage()),
    ...(await featuresPage()),
    ...userLifePage(),
  ]);
  const stale: string[] = [];
  for (const [file, raw] of files) {
    const target = path.join(root, file);
    const content = await formatted(file, raw);
    if (existsSync(target) && (await readFile(target, 'utf8')) === content) continue;
    stale.push(file);
    if (check) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  for (const file of stale) console.log(check ? `out of date: ${file}` : `written: ${file}`);
  if (check && stale.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exit(1);
  }
  console.log(`${files.size} generated files are up to date`);
}

void main();
