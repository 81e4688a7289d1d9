import { z } from 'zod';

/** Ranks, lowest first. */
export const accountTypeSchema = z.enum(['standard', 'privileged', 'master']);
export type AccountType = z.infer<typeof accountTypeSchema>;

export const organizationKindSchema = z.enum(['operator', 'reseller', 'company', 'customer']);
export type OrganizationKind = z.infer<typeof organizationKindSchema>;

export const userStatusSchema = z.enum(['pending', 'active', 'blocked', 'inactive', 'removed']);
export type UserStatus = z.infer<typeof userStatusSchema>;

/** The languages of the console and of the mails (ISO 639-1). */
export const languageSchema = z.enum(['en', 'es', 'ru', 'de']);
export type Language = z.infer<typeof languageSchema>;

/**
 * A set of values that may grow within a version: the document lists those known today, and a consumer treats one that it
 * does not know like any other text. Closed sets use `z.enum`; adding to those is a breaking change.
 */
export const openEnum = <const Values extends readonly string[]>(values: Values) =>
  z.string().meta({ 'x-extensible-enum': values }) as unknown as z.ZodType<Values[number] | (string & {})>;
