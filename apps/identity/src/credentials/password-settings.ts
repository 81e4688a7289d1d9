import type { Seal } from '@tenantry/service-defaults';
import type { Config } from '../config';
import type { Standing } from '../organizations/standing';
import type { Passwords } from './passwords';

/** What makes the ways to a password: links that are mailed, and passwords that are good for one sign-in. */
export type PasswordSettings = {
  seal: Seal;
  passwords: Passwords;
  environment: string;
  publicUrl: string;
  welcomeValidHours: number;
  resetValidHours: number;
  oneOffValidHours: number;
  forgottenValidMinutes: number;
};

type SettingsConfig = Pick<
  Config,
  | 'ENVIRONMENT'
  | 'PUBLIC_URL'
  | 'WELCOME_VALID_HOURS'
  | 'RESET_VALID_HOURS'
  | 'ONE_OFF_VALID_HOURS'
  | 'FORGOTTEN_VALID_MINUTES'
>;

export const passwordSettings = (
  config: SettingsConfig,
  { seal, passwords }: Pick<PasswordSettings, 'seal' | 'passwords'>,
): PasswordSettings => ({
  seal,
  passwords,
  environment: config.ENVIRONMENT,
  publicUrl: config.PUBLIC_URL,
  welcomeValidHours: config.WELCOME_VALID_HOURS,
  resetValidHours: config.RESET_VALID_HOURS,
  oneOffValidHours: config.ONE_OFF_VALID_HOURS,
  forgottenValidMinutes: config.FORGOTTEN_VALID_MINUTES,
});

/** What the organization or one above it has decided for itself goes before the installation's configuration. */
export const passwordSettingsIn = (
  settings: PasswordSettings,
  standing: Pick<Standing, 'welcomeValidHours' | 'resetValidHours' | 'oneOffValidHours'> | null,
): PasswordSettings => ({
  ...settings,
  welcomeValidHours: standing?.welcomeValidHours ?? settings.welcomeValidHours,
  resetValidHours: standing?.resetValidHours ?? settings.resetValidHours,
  oneOffValidHours: standing?.oneOffValidHours ?? settings.oneOffValidHours,
});
