import { Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { findCredential } from './credential.repository';
import type { Passwords } from './passwords';

/**
 * Passes whoever knows the password of the account that they are signed in to, after exactly one verify.
 * @throws {Problem} 403 `password.wrong`, 503 `service.unavailable`
 */
export async function requireOwnPassword(
  { database, passwords }: { database: DataSource; passwords: Passwords },
  userId: string,
  password: string,
): Promise<void> {
  passwords.requireRoom();
  const credential = await findCredential(database.manager, userId);
  if (!(await passwords.verify(credential?.passwordHash ?? null, password)))
    throw new Problem('password.wrong');
}
