import { parseArgs } from 'node:util';
import { languageSchema } from '@tenantry/contracts';
import { appendOnlyTables } from '@tenantry/messaging';
import {
  connectDatabase,
  createLogger,
  loadConfig,
  migrateDatabase,
  sealer,
} from '@tenantry/service-defaults';
import { z } from 'zod';
import { bootstrapConfigSchema } from './config';
import { entities, migrations } from './database';
import { inviteOperator } from './invitations/invite-operator';
import { invitationSettings } from './invitations/new-invitation';

const name = z.string().trim().min(1).max(100);
const optionsSchema = z.object({
  organization: name,
  email: z.string().max(254),
  'first-name': name,
  'last-name': name,
  language: languageSchema,
});
const text = { type: 'string' } as const;
const usage = `Makes the operator of a new installation and invites its first master by mail.

  node dist/server/bootstrap.js --organization NAME --email ADDRESS --first-name NAME --last-name NAME --language ${languageSchema.options.join('|')}
`;

function optionsOf(args: string[]): z.infer<typeof optionsSchema> {
  const { values } = parseArgs({
    args,
    options: { organization: text, email: text, 'first-name': text, 'last-name': text, language: text },
  });
  const options = optionsSchema.safeParse(values);
  if (options.success) return options.data;
  const wrong = options.error.issues.map((issue) => `--${String(issue.path[0])}: ${issue.message}`);
  throw new Error(`${usage}\n${wrong.join('\n')}`);
}

async function bootstrap(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const config = loadConfig(bootstrapConfigSchema, process.env);
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
    applicationName: 'identity bootstrap',
  });
  try {
    // The service's relay finds what is written here by itself, now or at its start.
    const invited = await inviteOperator({
      transact: (work) => database.transaction(work),
      clock: () => new Date(),
      invitations: invitationSettings(config, sealer(config.SEALING_PUBLIC_KEY)),
    })({
      organizationName: options.organization,
      email: options.email,
      firstName: options['first-name'],
      lastName: options['last-name'],
      language: options.language,
    });
    console.log(
      `The first master is invited as ${invited.userName}: the link is in their mail once the services run.`,
    );
  } finally {
    await database.destroy();
  }
}

bootstrap().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
