import { connectPoke } from '@tenantry/messaging';
import { connectDatabase, createLogger, opener } from '@tenantry/service-defaults';
import { z } from 'zod';
import { attemptMail } from '../../src/mails/attempt-mail';
import { startMailSender } from '../../src/mails/mail-sender';
import { connectSmtp } from '../../src/mails/smtp';

// A sender in a process of its own, so that a test can kill it: `node sender-process.ts <options as JSON>`.
const options = z.object({
  databaseUrl: z.string(),
  redisUrl: z.string(),
  smtpUrl: z.string(),
  key: z.looseObject({ kty: z.literal('EC') }),
});

async function main(): Promise<void> {
  const { databaseUrl, redisUrl, smtpUrl, key } = options.parse(JSON.parse(process.argv[2] ?? ''));
  const logger = createLogger('notifier', 'silent');
  const product = {
    name: 'Tenantry',
    environment: 'production',
    consoleUrl: 'https://console.example',
    timeZone: 'UTC',
    links: { imprint: undefined, dataProtection: undefined, terms: undefined },
  };
  const smtp = connectSmtp({ url: smtpUrl, from: 'no-reply@mail.example', connections: 3 });
  startMailSender({
    database: await connectDatabase({ url: databaseUrl, applicationName: 'notifier' }),
    attempt: attemptMail({ smtp, open: opener([key]), product }),
    poke: await connectPoke(redisUrl, logger),
    logger,
    concurrency: 3,
    perMinute: 6000,
  });
}

void main();
