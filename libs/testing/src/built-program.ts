import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const built = new Set<string>();

/**
 * A program of a service, bundled once for this process of tests: it starts sooner than from its sources.
 * @param project folder of the service
 * @param program name of the file in its `src`, without ending
 * @returns arguments for Node
 */
export function builtProgram(project: string, program: 'main' | 'seed'): string[] {
  const name = `test-${process.pid}`;
  const folder = path.join(project, 'dist', name);
  if (!built.has(project)) {
    const script = path.join(__dirname, '../../../tools/build-service.cjs');
    execFileSync(process.execPath, [script, project, name]);
    process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
    built.add(project);
  }
  return [path.join(folder, `${program}.js`)];
}
