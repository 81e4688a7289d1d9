import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { System } from '../harness';
import { signInByApi, takeSession } from './accounts';
import { type Person, person } from './person';

export const operator = { email: 'olga@operator.example', firstName: 'Olga', lastName: 'Petrova' };

/** Runs the one-time command that makes the root organization and invites its first master. */
export async function bootstrapOperator(system: Pick<System, 'environmentOf'>): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      ...['dist/server/bootstrap.js', '--organization', 'Northwind Telecom', '--email', operator.email],
      ...['--first-name', operator.firstName, '--last-name', operator.lastName, '--language', 'en'],
    ],
    { cwd: path.join(__dirname, '../../apps/identity'), env: system.environmentOf('identity') },
  );
}

/** The operator's first master in the console, with a browser and a session of their own. */
export async function operatorOf(system: System): Promise<Person> {
  const olga = await person(system);
  await takeSession(olga.page.context(), system, await signInByApi(system, operator.email));
  await olga.page.goto('/');
  await olga.page.getByRole('navigation').first().waitFor();
  return olga;
}
