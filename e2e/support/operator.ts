import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { System } from '../harness';

export const operator = { email: 'olga@operator.example', firstName: 'Olga', lastName: 'Petrova' };

/** Runs the one-time command that makes the root organization and invites its first master. */
export async function bootstrapOperator(system: System): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      ...['dist/server/bootstrap.js', '--organization', 'Northwind Telecom', '--email', operator.email],
      ...['--first-name', operator.firstName, '--last-name', operator.lastName, '--language', 'en'],
    ],
    { cwd: path.join(__dirname, '../../apps/identity'), env: system.environmentOf('identity') },
  );
}
