import { generateKeyPairSync } from 'node:crypto';
import { connectPoke, startConsumer, topologyOf } from '@tenantry/messaging';
import { createLogger, opener, sealer } from '@tenantry/service-defaults';
import { freshDatabase, testEnvironment } from '@tenantry/testing';
import type { JWK } from 'jose';
import { migrations } from '../../src/database';
import { attemptMail } from '../../src/mails/attempt-mail';
import { mailChannel, mailQueue } from '../../src/mails/mail-queue';
import { type MailSender, startMailSender } from '../../src/mails/mail-sender';
import { connectSmtp } from '../../src/mails/smtp';
import type { Product } from '../../src/mails/templates/mail-content';
import { subscriptions } from '../../src/subscriptions';
import { environment } from './bus';

export const product: Product = {
  name: 'Tenantry',
  environment: 'production',
  consoleUrl: 'https://console.example',
  timeZone: 'UTC',
  links: { imprint: 'https://example.org/imprint', dataProtection: undefined, terms: undefined },
};

const privateJwk = {
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  kid: 'notifier-test',
} as JWK;
const publicJwk = { ...privateJwk };
delete publicJwk.d;
export const sealingKey = privateJwk;
export const seal = sealer(publicJwk);

export type MailRow = {
  template: string;
  recipient: string;
  state: string;
  attempts: number;
  message_id: string;
  last_error: string | null;
  sealed: string | null;
  due_at: Date;
  sent_at: Date | null;
};

/** The parts of the notifier on real infrastructure; what is not asked for does not run. */
export async function aNotifier(
  o: { smtpUrl?: string; brokerUrl?: string; sending?: boolean; perMinute?: number } = {},
) {
  const database = await freshDatabase('notifier', migrations);
  const lines: string[] = [];
  const logger = createLogger('notifier', 'trace', { write: (line) => void lines.push(line) });
  const poke = await connectPoke(testEnvironment().redisUrl, logger);
  const enqueue = mailQueue(database.dataSource, poke, 'mail.example');
  const smtp = connectSmtp({
    url: o.smtpUrl ?? testEnvironment().smtpUrl,
    from: 'Tenantry <no-reply@mail.example>',
    connections: 3,
  });
  const senders: MailSender[] = [];
  const startSender = (open = opener([sealingKey]), pollMs = 100) => {
    const attempt = attemptMail({ smtp, open, product });
    const sender = startMailSender({
      database: database.dataSource,
      attempt,
      poke,
      logger,
      concurrency: 3,
      perMinute: o.perMinute ?? 6000,
      pollMs,
    });
    senders.push(sender);
    return sender;
  };
  if (o.sending ?? true) startSender();
  const subscribed = subscriptions(enqueue);
  const consumer = o.brokerUrl
    ? startConsumer({
        topology: topologyOf('notifier', subscribed, ['identity']),
        subscriptions: subscribed,
        database: database.dataSource,
        brokerUrl: o.brokerUrl,
        environment,
        poke,
        logger,
      })
    : undefined;
  const query = <T>(sql: string, values: unknown[] = []) => database.dataSource.query<T[]>(sql, values);
  return {
    database,
    enqueue,
    poke,
    logger,
    lines,
    startSender,
    query,
    consumer,
    mails: () => query<MailRow>('select * from mails order by created_at, secret desc'),
    /** Lets what waits to be tried again be due. */
    async now() {
      await query(`update mails set due_at = now(), lease_until = now()`);
      poke.wake(mailChannel);
    },
    /** Everything that stands in the database, as text. */
    async everything(): Promise<string> {
      const tables = await query<{ name: string }>(
        `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
      );
      const texts = await Promise.all(
        tables.map(({ name }) => query<{ row: string }>(`select t::text as row from ${name} t`)),
      );
      return texts
        .flat()
        .map(({ row }) => row)
        .join('\n');
    },
    async close() {
      await consumer?.stop();
      await Promise.all(senders.map((sender) => sender.close()));
      smtp.close();
      await poke.close();
      await database.drop();
    },
  };
}

export type Notifier = Awaited<ReturnType<typeof aNotifier>>;
