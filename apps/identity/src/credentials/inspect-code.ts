import type { inspectedCodeSchema } from '@tenantry/contracts';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { findUsableCode, hashOfCode } from './codes';

type Deps = { database: DataSource; clock: () => Date; environment: string };

/**
 * What a link is for, for the page that it opens. Spends nothing, however often it is asked.
 * Problems: 404 `code.unknown`, 410 `code.used`, `code.expired`, 409 `code.other_environment`.
 */
export const inspectCode =
  ({ database, clock, environment }: Deps) =>
  async (code: string): Promise<z.infer<typeof inspectedCodeSchema>> => {
    const usable = await findUsableCode(database.manager, {
      hash: hashOfCode(code, environment),
      at: clock(),
    });
    return { ...usable, expiresAt: usable.expiresAt.toISOString() };
  };
