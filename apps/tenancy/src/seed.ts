import { appendOnlyTables } from '@tenantry/messaging';
import { connectDatabase, createLogger, loadConfig, migrateDatabase } from '@tenantry/service-defaults';
import { seedConfigSchema } from './config';
import { entities, migrations } from './database';
import { createDemonstration } from './seed/create-demonstration';
import { demonstration } from './seed/demonstration';
import { ownWork } from './visibility/wall';

/**
 * Fills an empty database with the demonstration's organizations; their events leave when the service runs.
 * The last line of its output is `{"organizations":[{"organizationId","name","kind","parentId"}]}`: identity's seed
 * puts users into them.
 */
async function seed(): Promise<void> {
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
    const created = await database.transaction((tx) => createDemonstration(tx, demonstration, new Date()));
    const organizations = created.map(({ id, name, kind, parentId }) => ({
      organizationId: id,
      name,
      kind,
      parentId,
    }));
    console.log(JSON.stringify({ organizations }));
  } finally {
    await database.destroy();
  }
}

seed().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
