import { z } from 'zod';

/** Ranks, lowest first. */
export const accountTypeSchema = z.enum(['standard', 'privileged', 'master']).meta({ id: 'AccountType' });
export type AccountType = z.infer<typeof accountTypeSchema>;

export const organizationKindSchema = z
  .enum(['operator', 'reseller', 'company', 'customer'])
  .meta({ id: 'OrganizationKind' });
export type OrganizationKind = z.infer<typeof organizationKindSchema>;

export const userStatusSchema = z
  .enum(['pending', 'active', 'blocked', 'inactive', 'removed'])
  .meta({ id: 'UserStatus' });
export type UserStatus = z.infer<typeof userStatusSchema>;

/** The languages of the console and of the mails (ISO 639-1). */
export const languageSchema = z.enum(['en', 'es', 'ru', 'de']).meta({ id: 'Language' });
export type Language = z.infer<typeof languageSchema>;
