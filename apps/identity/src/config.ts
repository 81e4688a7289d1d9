import { firstPasswordSchema, inactivityDaysSchema } from '@tenantry/contracts';
import { serviceConfigShape } from '@tenantry/service-defaults';
import type { JWK } from 'jose';
import { z } from 'zod';

const link = (page: string) =>
  z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: `address of the ${page}, linked from every page of the console` });
const limit = (byDefault: number, description: string) =>
  z.coerce.number().int().min(1).default(byDefault).meta({ description });

const publicKey = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected JSON' });
      return z.NEVER;
    }
  })
  // `d` would be the private half, which only the notifier may hold.
  .pipe(z.looseObject({ kty: z.enum(['EC', 'OKP']), kid: z.string().min(1), d: z.undefined().optional() }));

export const configSchema = z.object({
  ...serviceConfigShape,
  SEALING_PUBLIC_KEY: (publicKey as unknown as z.ZodType<JWK>).meta({
    description: 'public key (JWK with `kid`) of the notifier, to which the links in mails are sealed',
  }),
  INVITATION_VALID_DAYS: limit(7, 'days in which an invitation can be accepted; give tenancy the same'),
  VERIFICATION_VALID_HOURS: limit(24, 'hours in which the address of a new account can be verified'),
  WELCOME_VALID_HOURS: limit(
    72,
    'hours in which the link of a welcome mail can be used; give tenancy the same',
  ),
  RESET_VALID_HOURS: limit(
    72,
    'hours in which a password that an administrator has reset can be chosen anew; give tenancy the same',
  ),
  ONE_OFF_VALID_HOURS: limit(72, 'hours in which a one-off password can be used; give tenancy the same'),
  FIRST_PASSWORD: firstPasswordSchema.default('invitation').meta({
    description:
      'the way to the first password of new users, where neither the request nor an organization says otherwise; give tenancy the same',
  }),
  INACTIVITY_DAYS: z.coerce.number().pipe(inactivityDaysSchema).default(90).meta({
    description:
      'days without a sign-in after which users are deactivated (7 to 1000; 0: never), where no organization says otherwise; give tenancy the same',
  }),
  FORGOTTEN_VALID_MINUTES: limit(
    60,
    'minutes in which the link can be used that a user who forgot the password asks for',
  ),
  SESSION_IDLE_SECONDS: limit(
    1800,
    'seconds without a request that a person caused, after which the sessions of new users end; give tenancy the same',
  ),
  MINIMUM_PASSWORD_LENGTH: z.coerce.number().int().min(15).max(64).default(15).meta({
    description:
      'characters that a new password must have; 15 is the least where a password is the only factor (NIST 800-63B-4)',
  }),
  SIGN_INS_PER_ACCOUNT: limit(
    10,
    'tries to sign in to one account from one network in five minutes, from devices that have not signed in to it before',
  ),
  SIGN_INS_PER_NETWORK: limit(300, 'tries to sign in from one network in five minutes'),
  SIGN_INS_IN_ALL: limit(
    10_000,
    'tries to sign in in five minutes, from devices that have not signed in to the account before',
  ),
  GUESSES_PER_ACCOUNT: limit(
    20,
    'tries to sign in to one account from devices that have not signed in to it before, and wrong tries at one’s own password to confirm an act; after them each waits longer than the one before, up to three minutes',
  ),
  PASSWORD_RESETS_PER_NETWORK: limit(60, 'new passwords that may be asked for from one network in an hour'),
  SIGN_UPS_PER_NETWORK: limit(30, 'accounts that may be asked for from one network in an hour'),
  CODE_LOOKS_PER_NETWORK: limit(600, 'links of mails that may be opened from one network in five minutes'),
  CODE_USES_PER_NETWORK: limit(
    300,
    'tries to use the link of a mail, with a new password, from one network in five minutes',
  ),
  INVITATIONS_PER_USER: limit(20_000, 'addresses that one user may invite in an hour'),
  JOBS_PER_USER: limit(120, 'acts on many users that one user may begin in an hour'),
  SUPPORT_EMAIL: z.email().optional().meta({
    description:
      'address that reports about users go to, where no organization says otherwise; give tenancy the same',
  }),
  SUPPORT_REPORTS_PER_USER: limit(20, 'reports to support that one user may send in an hour'),
  TELL_MIRRORED: z.stringbool().default(false).meta({
    description:
      'whether users are told by mail that an administrator acts as them, where no organization says otherwise; give tenancy the same',
  }),
  IMPRINT_URL: link('imprint'),
  DATA_PROTECTION_URL: link('data protection notice'),
  TERMS_URL: link('terms of use'),
});
export type Config = z.infer<typeof configSchema>;

const database = {
  DATABASE_URL: true,
  DATABASE_OWNER_URL: true,
  LOG_LEVEL: true,
  SESSION_IDLE_SECONDS: true,
} as const;
/** What the seed needs of it. */
export const seedConfigSchema = configSchema.pick(database);
/** What the bootstrap needs of it. */
export const bootstrapConfigSchema = configSchema.pick({
  ...database,
  ENVIRONMENT: true,
  PUBLIC_URL: true,
  SEALING_PUBLIC_KEY: true,
  INVITATION_VALID_DAYS: true,
});
