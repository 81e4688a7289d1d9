import { serviceConfigShape } from '@tenantry/service-defaults';
import type { JWK } from 'jose';
import { z } from 'zod';

const link = (page: string) =>
  z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: `address of the ${page}, linked from every mail` });

const privateKey = z.looseObject({
  kty: z.enum(['EC', 'OKP']),
  kid: z.string().min(1),
  d: z.string({ error: 'expected the private key, with its member d' }).min(1),
});

/** One key, or several while a new one is being brought in. */
const privateKeys = z
  .string()
  .transform((text, context): unknown => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null && 'keys' in value ? value.keys : [value];
    } catch {
      context.addIssue({ code: 'custom', message: 'expected JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(privateKey).min(1));

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

export const configSchema = z
  .object({ ...serviceConfigShape })
  .omit({ SERVICE_PUBLIC_KEYS: true })
  .extend({
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'expected an address that begins with smtp:// or smtps://' })
      .meta({
        description: 'mail server that takes the mails, with user and password where it asks for them',
        example: 'smtp://notifier:…@mail.example.com:587',
        secret: true,
      }),
    SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5).meta({
      description:
        'connections to the mail server of each replica, which is also how many mails it sends at once',
    }),
    MAILS_PER_DOMAIN: z.coerce.number().int().min(1).max(1_000_000).default(1200).meta({
      description:
        'mails that leave for one domain in a minute, of all replicas together; a tenth of them may leave at once, and links that end within two hours wait for no turn',
    }),
    MAIL_FROM: z
      .string()
      .regex(
        /^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
        'expected an address, or a name and <address>',
      )
      .meta({ description: 'sender of every mail', example: 'Tenantry <no-reply@example.com>' }),
    MAIL_TIME_ZONE: z
      .string()
      .default('UTC')
      .refine(isTimeZone, 'expected the name of a time zone, such as Europe/Berlin')
      .meta({ description: 'time zone of the times that mails name' }),
    MAIL_VALUES_KEPT_DAYS: z.coerce.number().int().min(1).max(3650).default(30).meta({
      description: 'days after which it is erased what a mail said; not of one that still waits',
    }),
    MAILS_KEPT_DAYS: z.coerce.number().int().min(1).max(3650).default(365).meta({
      description:
        'days after which mails are deleted, with their address, state and the answer of the mail server; not those that still wait',
    }),
    SEALING_PRIVATE_KEY: (privateKeys as unknown as z.ZodType<JWK[]>).meta({
      description:
        'private key (JWK with `kid`, or a JWK set with the new and the old one) that opens the links sealed for mails',
      secret: true,
    }),
    IMPRINT_URL: link('imprint'),
    DATA_PROTECTION_URL: link('data protection notice'),
    TERMS_URL: link('terms of use'),
  });
export type Config = z.infer<typeof configSchema>;

/** The host of the sender's address, which also stands in Message-IDs. */
export const hostOf = (mailFrom: string): string => mailFrom.replace(/^.*@/, '').replace(/>$/, '');
