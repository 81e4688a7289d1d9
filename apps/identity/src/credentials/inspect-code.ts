import type { inspectedCodeSchema } from '@tenantry/contracts';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireOpenOrganization } from '../sessions/require-open-organization';
import { findUsableCode, hashOfCode } from './codes';

type Deps = { database: DataSource; clock: () => Date; environment: string };

/**
 * What a link is for, for the page that it opens. Spends nothing, however often it is asked.
 * Problems: 404 `code.unknown`, 410 `code.used`, `code.expired`, 409 `code.other_environment`, 403
 * `sign_in.organization_suspended`, `sign_in.organization_closed` of a user’s code.
 */
export const inspectCode =
  ({ database, clock, environment }: Deps) =>
  async (code: string): Promise<z.infer<typeof inspectedCodeSchema>> => {
    const { organizationId, userId, ...usable } = await findUsableCode(database.manager, {
      hash: hashOfCode(code, environment),
      at: clock(),
    });
    if (organizationId) await requireOpenOrganization(database.manager, organizationId, userId);
    return { ...usable, expiresAt: usable.expiresAt.toISOString() };
  };
