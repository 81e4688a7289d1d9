import { z } from 'zod';
import {
  accountTypeSchema,
  inactiveCauseSchema,
  languageSchema,
  permissionSchema,
  roleIdSchema,
  userStatusSchema,
} from '../values';
import { organizationReferenceSchema } from './organizations';

/** `GET /v1/me`: the signed-in user's place and permissions; 409 `organization.being_prepared` right after an account was opened. */
export const meSchema = z
  .object({
    userId: z.uuid(),
    accountType: accountTypeSchema,
    organization: organizationReferenceSchema.extend({
      path: z
        .array(organizationReferenceSchema)
        .meta({ description: 'From the root to the organization itself, as far as the user may see.' }),
    }),
    permissions: z.array(permissionSchema),
    grantableAccountTypes: z.array(accountTypeSchema),
    chatOperator: z
      .boolean()
      .meta({ description: 'Whether they hold the role to which dialogues are dealt.' }),
  })
  .meta({ id: 'Me' });

/** A day in UTC, between the years 1000 and 2999. */
const day = z.iso.date().regex(/^[12]/);
/** What narrows the directory down, wherever it is read: for a list, an export, a selection. */
export const directoryFilterShape = {
  /**
   * Contains, from three characters; a prefix below. Over user name, names, e-mail and id; folded. What stands in quotation
   * marks is the whole user name, e-mail, full name or id.
   */
  q: z.string().max(200).optional(),
  status: z
    .union([userStatusSchema, z.array(userStatusSchema)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional()
    .meta({ description: 'Left out: every status but `removed`.' }),
  /** Of who is inactive, those who became so by this; without `status` nobody else. */
  inactiveCause: inactiveCauseSchema.optional(),
  /** The organization and those below it. */
  organizationId: z.uuid().optional(),
  roleId: roleIdSchema.optional(),
  /** Whoever is bound to it. */
  serviceCenterId: z.uuid().optional(),
  online: z.literal('true').optional(),
  signedInSince: day.optional(),
  signedInBefore: day.optional(),
  /** Alone: who never signed in. Beside a day: those too. */
  neverSignedIn: z.literal('true').optional(),
  createdSince: day.optional(),
  createdBefore: day.optional(),
};

const sort = z
  .enum(['name', '-name', 'createdAt', '-createdAt', 'lastSignIn', '-lastSignIn'])
  .default('name')
  .meta({ description: 'Who never signed in comes before all others by `lastSignIn`.' });

/** `GET /v1/directory/users/export`: all that match, as a file. */
export const directoryExportQuerySchema = z.strictObject({
  ...directoryFilterShape,
  sort,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Between the values of a CSV. */
  delimiter: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
  /** Of the header row. */
  language: languageSchema.default('en'),
});

/** `POST /v1/selections`: all that match, at this moment; an empty object is everybody. */
export const selectUsersRequestSchema = z
  .strictObject(directoryFilterShape)
  .meta({ id: 'SelectUsersRequest' });
export const selectionSchema = z
  .object({
    selectionId: z
      .uuid()
      .nullable()
      .meta({ description: 'For `POST /v1/jobs` of identity, for 24 hours; null where nobody matches.' }),
    count: z.number().int(),
  })
  .meta({ id: 'Selection' });

/** `GET /v1/directory/users`: whom the signed-in user sees. Counts are exact to 10,000, in a search to 1,000. */
export const directoryQuerySchema = z.strictObject({
  ...directoryFilterShape,
  /** Whose users beside `organizationId`: those of it and below it, of it alone, or of it and above it. */
  reach: z.enum(['below', 'exactly', 'above']).default('below'),
  sort,
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `user/<id>:<version>`: waits up to a second until the directory has seen this write. */
  after: z.string().max(200).optional(),
});
export const directoryUserSchema = z
  .object({
    userId: z.uuid(),
    userName: z.string(),
    email: z.string(),
    firstName: z.string().nullable(),
    middleName: z.string().nullable(),
    lastName: z.string().nullable(),
    status: userStatusSchema,
    accountType: accountTypeSchema,
    organization: organizationReferenceSchema,
    invitationExpiresAt: z.iso.datetime().nullable(),
    invitationExpired: z.boolean(),
    blockedReason: z.string().nullable(),
    inactiveCause: inactiveCauseSchema.nullable(),
    inactiveReason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSignInOn: z.iso.date().nullable(),
  })
  .meta({ id: 'DirectoryUser' });
export const directoryPageSchema = z
  .object({
    items: z.array(directoryUserSchema),
    nextCursor: z.string().nullable(),
    total: z
      .object({ count: z.number().int(), exact: z.boolean() })
      .meta({ description: 'Exact up to 10,000, in a search up to 1,000; above that `exact` is false.' }),
    updating: z
      .boolean()
      .meta({ description: 'True where the write named by `after` had not arrived within a second.' }),
  })
  .meta({ id: 'DirectoryPage' });
