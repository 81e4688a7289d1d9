import { createInterface } from 'node:readline';
import { appendOnlyTables } from '@tenantry/messaging';
import { connectDatabase, createLogger, loadConfig, migrateDatabase } from '@tenantry/service-defaults';
import { z } from 'zod';
import { seedConfigSchema } from './config';
import { entities, migrations } from './database';
import { createDemonstration } from './seed/create-demonstration';
import { demonstration } from './seed/demonstration';
import { furnish } from './seed/furnish';
import { ownWork } from './visibility/wall';

/** Before the first of their people came. */
const begunDaysAgo = 410;

const inputSchema = z.object({ signIns: z.array(z.object({ identifier: z.string() })) });

/** The first line of standard input: what identity’s seed has said last. */
async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Error('Give the last line of identity’s seed on standard input.');
}

/**
 * Without an argument: fills an empty database with the demonstration's organizations; their events leave when the service
 * runs. The last line of its output is `{"organizations":[{"organizationId","name","kind","parentId"}]}`: identity's seed
 * puts users into them.
 * `furnish`, once their people have arrived: service centers, lines and what else the masters set up. The last line of its
 * output is `{"furnished":true}`, or `false` where there are service centers already.
 */
async function seed(part: string | undefined): Promise<void> {
  const { signIns } = part === 'furnish' ? inputSchema.parse(JSON.parse(await firstLine())) : { signIns: [] };
  const config = loadConfig(seedConfigSchema, process.env);
  const logger = createLogger('tenancy', config.LOG_LEVEL);
  await migrateDatabase({
    ownerUrl: config.DATABASE_OWNER_URL,
    runtimeUrl: config.DATABASE_URL,
    migrations,
    appendOnly: appendOnlyTables,
    logger,
  });
  const database = await connectDatabase({
    url: config.DATABASE_URL,
    entities,
    applicationName: 'tenancy seed',
    settings: ownWork,
  });
  try {
    if (part === 'furnish') {
      const identifiers = signIns.map(({ identifier }) => identifier);
      const furnished = await database.transaction((tx) => furnish(tx, identifiers, new Date()));
      return console.log(JSON.stringify({ furnished }));
    }
    const begun = new Date(Date.now() - begunDaysAgo * 24 * 3_600_000);
    await database.transaction(async (tx) => {
      const created = await createDemonstration(tx, demonstration, begun);
      const organizations = created.map(({ id, name, kind, parentId }) => ({
        organizationId: id,
        name,
        kind,
        parentId,
      }));
      // Before the commit: a starter that is killed right behind it finds the organizations in the log.
      console.log(JSON.stringify({ organizations }));
    });
  } finally {
    await database.destroy();
  }
}

seed(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
