import { createInterface } from 'node:readline';
import { organizationKindSchema } from '@tenantry/contracts';
import { appendOnlyTables } from '@tenantry/messaging';
import { connectDatabase, createLogger, loadConfig, migrateDatabase } from '@tenantry/service-defaults';
import { z } from 'zod';
import { seedConfigSchema } from './config';
import { argon2Passwords } from './credentials/passwords';
import { entities, migrations } from './database';
import { planPeople } from './seed/plan-people';
import { signInsOf } from './seed/sign-ins';
import { storePeople } from './seed/store-people';

const password = 'tenantry demonstration';
const inputSchema = z.object({
  organizations: z
    .array(
      z.object({
        organizationId: z.uuid(),
        name: z.string(),
        kind: organizationKindSchema,
        parentId: z.uuid().nullable(),
      }),
    )
    .min(1),
});

/** The first line of standard input: what tenancy's seed has said last. */
async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Error('Give the last line of tenancy’s seed on standard input.');
}

/**
 * Fills an empty database with the demonstration's people; their events leave when the service runs. The last line of its
 * output is `{"signIns":[{"label","identifier","password"}]}`.
 */
async function seed(): Promise<void> {
  const { organizations } = inputSchema.parse(JSON.parse(await firstLine()));
  const config = loadConfig(seedConfigSchema, process.env);
  const logger = createLogger('identity', config.LOG_LEVEL);
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
    applicationName: 'identity seed',
  });
  try {
    const passwords = argon2Passwords();
    const people = planPeople(organizations, config.SESSION_IDLE_SECONDS, new Date());
    const passwordHash = await passwords.hash(password);
    await database.transaction(async (tx) => {
      await storePeople(tx, people, passwordHash);
      logger.info({ users: people.length }, 'made the people of the demonstration');
      // Before the commit: a starter that is killed right behind it finds the sign-ins in the log.
      console.log(JSON.stringify({ signIns: signInsOf(people, password) }));
    });
  } finally {
    await database.destroy();
  }
}

seed().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
