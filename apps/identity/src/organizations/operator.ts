import { Problem } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';

/** Whether the installation has its operator: invited by the bootstrap, or known from tenancy. */
export async function hasOperator(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ known: boolean }[]>(
    `select exists(select from organization where kind = 'operator')
       or exists(select from users where origin = 'bootstrap') as known`,
  );
  return row?.known ?? false;
}

/**
 * Without an operator there is nothing below which an organization could be made.
 * @throws {Problem} 409 `sign_up.not_open`
 */
export async function requireOperator(manager: EntityManager): Promise<void> {
  if (!(await hasOperator(manager))) throw new Problem('sign_up.not_open');
}
