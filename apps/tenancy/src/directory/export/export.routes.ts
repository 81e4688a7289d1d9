import { directoryExportQuerySchema } from '@tenantry/contracts';
import { isBrokenOff, type Logger, writeCsv } from '@tenantry/service-defaults';
import { Router } from 'express';
import { titlesIn, valuesOf } from './columns';
import type { exportUsers } from './export-users';
import { writeWorkbook } from './write-workbook';

type Deps = {
  exportUsers: ReturnType<typeof exportUsers>;
  clock: () => Date;
  logger: Pick<Logger, 'info'>;
};

export function exportRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/directory/users/export', async (req, res) => {
    const { delimiter, language, ...query } = directoryExportQuerySchema.parse(req.query);
    const { organization, rows } = await deps.exportUsers(req.session, query);
    const day = deps.clock().toISOString().slice(0, 10);
    res.attachment(`users_${fileName(organization.name)}_${day}.${query.format}`);
    const titles = titlesIn(language);
    await (
      query.format === 'csv'
        ? writeCsv(res, texts(rows), { titles, delimiter })
        : writeWorkbook(res, texts(rows), { titles, name: sheetName(organization.name) })
    ).catch((cause: unknown) => {
      // Whoever has gone is no failure of ours; where rows could not be read, what was sent must not look whole.
      if (!isBrokenOff(cause)) throw cause;
      deps.logger.info({ organizationId: organization.id }, 'an export was broken off');
    });
  });

  return router;
}

async function* texts(rows: AsyncIterable<Parameters<typeof valuesOf>[0]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield valuesOf(row);
}

/** Letters and digits of any script, and what holds them together. */
const fileName = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');

/** At most 31 characters, without those that a sheet's name may not have. */
const sheetName = (name: string): string =>
  name
    .replace(/[*?:\\/[\]']/g, ' ')
    .slice(0, 31)
    .trim() || 'Users';
