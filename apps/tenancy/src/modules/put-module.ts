import { type Acting, moduleChanged, type putModuleRequestSchema } from '@tenantry/contracts';
import { administratorModules, decideOnInstallation } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { readActing } from '../access/acting';
import type { Transact } from '../transact';
import type { NamedModule } from './find-modules';

export type PutModule = z.infer<typeof putModuleRequestSchema> & { key: string; acting: Acting };

/**
 * Names a module of the product, or makes a new one, and publishes `tenancy.module.changed.v1` (A3). What changes nothing
 * is no event.
 * Problems: 403 `permission.missing`, 422 `module.for_administrators`, 409 `module.changed`, `module.held`
 * with the number of standard accounts that open it.
 */
export const putModule =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ key, name, adminOnly, position, version: read, acting }: PutModule) =>
    transact(async (tx) => {
      const { actor } = await readActing(tx, acting);
      requireAllowed(decideOnInstallation(actor), 'route.not_found');
      if (!adminOnly && administratorModules.includes(key)) throw new Problem('module.for_administrators');

      const [made] = await tx.query<unknown[]>(
        `insert into modules (key, name, admin_only, position) values ($1, $2, $3, $4)
         on conflict (key) do nothing returning 1`,
        [key, name, adminOnly, position],
      );
      // While it is locked nobody is given the module.
      const [module] = await tx.query<Omit<NamedModule, 'key'>[]>(
        `select name, admin_only as "adminOnly", position, version from modules where key = $1 for update`,
        [key],
      );
      if (!module) throw new TypeError(`Module ${key} is gone: none is ever deleted.`);
      const subject = `module/${key}`;
      if (!made) {
        if (module.version !== read)
          throw new Problem('module.changed', { extensions: { version: module.version } });
        if (isDeepStrictEqual({ ...module }, { name, adminOnly, position, version: read }))
          return { subject, version: read };
      } else if (read !== null) throw new Problem('module.changed');
      const holders = adminOnly ? await countStandardAccounts(tx, key) : 0;
      if (holders > 0) throw new Problem('module.held', { extensions: { holders } });

      const version = module.version + 1;
      await tx.query(
        `update modules set name = $2, admin_only = $3, position = $4, version = $5 where key = $1`,
        [key, name, adminOnly, position, version],
      );
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
    `select count(*)::int as holders from access
     where account_type = 'standard' and status <> 'removed' and $1 = any(modules)`,
    [key],
  );
  return counted?.holders ?? 0;
}
