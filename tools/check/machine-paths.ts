import fs from 'node:fs';
import path from 'node:path';
import { runCommand } from '../infrastructure/run-command';
import { root } from '../paths';

/** Somebody's own folder: /home/<name>/, /Users/<name>/, C:\Users\<name>\. */
const personal = /(?<![\w.])(?:\/home|\/Users)\/[a-z][\w.-]*\/|[A-Z]:\\Users\\\w+/;

/** No file under version control names a folder of the machine on which it was written. @throws naming the lines */
export const checkPaths = async (): Promise<void> => {
  const tracked = (await runCommand('git', ['ls-files', '-z'], { cwd: root, limitMs: 30_000 }))
    .split('\0')
    .filter(Boolean);
  const found = tracked.flatMap((file) => {
    const absolute = path.join(root, file);
    if (!fs.existsSync(absolute) || fs.statSync(absolute).size > 2_000_000) return [];
    const text = fs.readFileSync(absolute, 'utf8');
    if (text.includes('\0')) return []; // a picture
    return text
      .split('\n')
      .flatMap((line, index) =>
        line.includes(`${root}/`) || personal.test(line)
          ? [`  ${file}:${index + 1}  ${line.trim().slice(0, 120)}`]
          : [],
      );
  });
  if (found.length > 0)
    throw new Error(`These lines name folders of somebody's machine:\n${found.join('\n')}`);
};
