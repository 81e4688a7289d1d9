import { type Acting, moduleChanged, type putModuleRequestSchema } from '@tenantry/contracts';
import { administratorModules, decideOnInstallation } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { readActing } from '../access/acting';
import type { Transact } from '../transact';

export type PutModule = z.infer<typeof putModuleRequestSchema> & { key: string; acting: Acting };

/**
 * Names a module of the product, or makes a new one, and publishes `tenancy.module.changed.v1` (A3).
 * Problems: 403 `permission.missing`, 422 `module.for_administrators`, 409 `module.held` with the number of standard
 * accounts that open it.
 */
export const putModule =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ key, name, adminOnly, position, acting }: PutModule) =>
    transact(async (tx) => {
      const { actor } = await readActing(tx, acting);
      requireAllowed(decideOnInstallation(actor), 'route.not_found');
      if (!adminOnly && administratorModules.includes(key)) throw new Problem('module.for_administrators');

      await tx.query(
        `insert into modules (key, name, admin_only, position) values ($1, $2, $3, $4) on conflict (key) do nothing`,
        [key, name, adminOnly, position],
      );
      // While it is locked nobody is given the module.
      const [locked] = await tx.query<{ version: number }[]>(
        `select version from modules where key = $1 for update`,
        [key],
      );
      const holders = adminOnly ? await countStandardAccounts(tx, key) : 0;
      if (holders > 0) throw new Problem('module.held', { extensions: { holders } });

      const version = (locked?.version ?? 0) + 1;
      await tx.query(
        `update modules set name = $2, admin_only = $3, position = $4, version = $5 where key = $1`,
        [key, name, adminOnly, position, version],
      );
      const subject = `module/${key}`;
      await appendEvents(tx, [
        draft({
          event: moduleChanged,
          subject,
          version,
          facts: { key, name, adminOnly, position },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });

async function countStandardAccounts(tx: EntityManager, key: string): Promise<number> {
  const [counted] = await tx.query<{ holders: number }[]>(
    `select count(*)::int as holders from access where account_type = 'standard' and $1 = any(modules)`,
    [key],
  );
  return counted?.holders ?? 0;
}
