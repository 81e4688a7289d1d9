import { firstPasswordSchema, inactivityDaysSchema } from '@tenantry/contracts';
import { serviceConfigShape } from '@tenantry/service-defaults';
import { z } from 'zod';
import type { InstallationPolicies } from './organizations/policies';

const policy = (byDefault: number, description: string) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(byDefault)
    .meta({ description: `${description}, where no organization says otherwise; give identity the same` });

// Tenancy is asked and asks nobody: it needs no address of itself and no key to sign with.
export const configSchema = z
  .object({
    ...serviceConfigShape,
    INVITATION_VALID_DAYS: policy(7, 'days in which an invitation can be accepted'),
    SESSION_IDLE_SECONDS: policy(
      1800,
      'seconds without a request that a person caused, after which a session ends',
    ),
    SUPPORT_EMAIL: z.email().optional().meta({
      description:
        'address that users can write to, where no organization says otherwise; give identity the same',
    }),
    TELL_MIRRORED: z.stringbool().default(false).meta({
      description:
        'whether users are told by mail that an administrator acts as them, where no organization says otherwise; give identity the same',
    }),
    WELCOME_VALID_HOURS: policy(72, 'hours in which the link of a welcome mail can be used'),
    RESET_VALID_HOURS: policy(
      72,
      'hours in which a password that an administrator has reset can be chosen anew',
    ),
    ONE_OFF_VALID_HOURS: policy(72, 'hours in which a one-off password can be used'),
    FIRST_PASSWORD: firstPasswordSchema.default('invitation').meta({
      description:
        'the way to the first password that is proposed for new users, where no organization says otherwise',
    }),
    INACTIVITY_DAYS: z.coerce.number().pipe(inactivityDaysSchema).default(90).meta({
      description:
        'days without a sign-in after which users are deactivated (7 to 1000; 0: never), where no organization says otherwise; give identity the same',
    }),
  })
  .omit({ TENANCY_URL: true, SERVICE_PRIVATE_KEY: true });
export type Config = z.infer<typeof configSchema>;
export type PolicyConfig = Pick<
  Config,
  | 'INVITATION_VALID_DAYS'
  | 'SESSION_IDLE_SECONDS'
  | 'SUPPORT_EMAIL'
  | 'TELL_MIRRORED'
  | 'WELCOME_VALID_HOURS'
  | 'RESET_VALID_HOURS'
  | 'ONE_OFF_VALID_HOURS'
  | 'FIRST_PASSWORD'
  | 'INACTIVITY_DAYS'
>;

/** The policies of the installation itself. */
export const installationPolicies = (config: PolicyConfig): InstallationPolicies => ({
  invitationValidDays: config.INVITATION_VALID_DAYS,
  idleSeconds: config.SESSION_IDLE_SECONDS,
  supportEmail: config.SUPPORT_EMAIL ?? null,
  tellMirrored: config.TELL_MIRRORED,
  welcomeValidHours: config.WELCOME_VALID_HOURS,
  resetValidHours: config.RESET_VALID_HOURS,
  oneOffValidHours: config.ONE_OFF_VALID_HOURS,
  firstPassword: config.FIRST_PASSWORD,
  inactivityDays: config.INACTIVITY_DAYS,
});

/** What the seed needs of it. */
export const seedConfigSchema = configSchema.pick({
  DATABASE_URL: true,
  DATABASE_OWNER_URL: true,
  LOG_LEVEL: true,
});
