import type { InspectedCode } from '../api/identity';

export type Purpose = InspectedCode['purpose'];
export type PasswordPurpose = Exclude<Purpose, 'verify_email' | 'invitation'>;

/** Codes with which somebody who has an account chooses a password. */
export const passwordPurposes = [
  'welcome',
  'reset',
  'forgotten',
  'one_off_change',
] as const satisfies readonly PasswordPurpose[];
