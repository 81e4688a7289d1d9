import { z } from 'zod';

/** Ranks, lowest first. */
export const accountTypeSchema = z.enum(['standard', 'privileged', 'master']);
export type AccountType = z.infer<typeof accountTypeSchema>;

export const organizationKindSchema = z.enum(['operator', 'reseller', 'company', 'customer']);
export type OrganizationKind = z.infer<typeof organizationKindSchema>;

export const userStatusSchema = z.enum(['pending', 'active', 'blocked', 'inactive', 'removed']);
export type UserStatus = z.infer<typeof userStatusSchema>;

/** By whom somebody became inactive: an administrator, or the service because nobody signed in for long (L5, L7). */
export const inactiveCauseSchema = z.enum(['manual', 'inactivity']);
export type InactiveCause = z.infer<typeof inactiveCauseSchema>;

/** What an account may do by its rank and its roles (A2). */
export const permissionSchema = z.enum([
  'user.view',
  'user.invite',
  'user.create',
  'user.edit',
  'user.block',
  'user.unblock',
  'user.deactivate',
  'user.activate',
  'user.remove',
  'user.reset_password',
  'user.sessions',
  'user.access',
  'user.mirror',
  'user.export',
  'organization.manage',
  'line.assign',
  'role.manage',
  'service_center.manage',
  'dialogue.manage',
  'installation.operate',
]);
export type Permission = z.infer<typeof permissionSchema>;

/** A key of a role that is built in, or the id of one that an organization made. */
export const roleIdSchema = z.union([z.uuid(), z.string().regex(/^[a-z][a-z_]{1,39}$/)]);
/** A module of the customer's product, as the operator names it (A3). */
export const moduleKeySchema = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/);

/** Suspended and closed: nobody of the subtree can sign in (A14). */
export const organizationStatusSchema = z.enum(['active', 'suspended', 'closed']);
export type OrganizationStatus = z.infer<typeof organizationStatusSchema>;

/** An asset that an organization assigns to a customer, who then administers it (A1). */
export const lineKindSchema = z.enum(['sim', 'number', 'contract']);
export type LineKind = z.infer<typeof lineKindSchema>;

/**
 * How a new user comes to the first password: an invitation or a welcome mail whose link lets them choose one, or a password
 * for one sign-in that is mailed to them (C5) or shown once to the administrator (C6).
 */
export const firstPasswordSchema = z.enum(['invitation', 'welcome_link', 'one_off_mail', 'one_off_shown']);
export type FirstPassword = z.infer<typeof firstPasswordSchema>;

/** The languages of the console and of the mails (ISO 639-1). */
export const languageSchema = z.enum(['en', 'es', 'ru', 'de']);
export type Language = z.infer<typeof languageSchema>;

/**
 * A set of values that may grow within a version: the document lists those known today, and a consumer treats one that it
 * does not know like any other text. Closed sets use `z.enum`; adding to those is a breaking change.
 */
export const openEnum = <const Values extends readonly string[]>(values: Values) =>
  z.string().meta({ 'x-extensible-enum': values }) as unknown as z.ZodType<Values[number] | (string & {})>;

/** Who acts: the real person, and under mirroring (A11) the user through whose account they act. */
export type Acting = { readonly actorId: string; readonly onBehalfOfId: string | null };
