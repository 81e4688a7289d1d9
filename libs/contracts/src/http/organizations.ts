import { z } from 'zod';
import {
  firstPasswordSchema,
  languageSchema,
  organizationKindSchema,
  organizationStatusSchema,
  userStatusSchema,
} from '../values';
import { decisionSchema } from './decisions';

/** An organization as it is named to others. */
export const organizationReferenceSchema = z.object({
  organizationId: z.uuid(),
  name: z.string(),
  kind: organizationKindSchema,
});
export type OrganizationReference = z.infer<typeof organizationReferenceSchema>;

const version = z.number().int().nonnegative();
const cursor = z.string().max(1000).optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);
/** Exact up to 10,000. */
const counted = z.object({ count: z.number().int(), exact: z.boolean() });

/** Contains, from three characters; the beginning of a word below. Over the name and the id; folded. */
const organizationSearch = z.string().max(200).optional();

/** `GET /v1/organizations`: those that the signed-in user may choose from, by name; for filters and dialogs. */
export const organizationsQuerySchema = z.strictObject({
  q: organizationSearch,
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const organizationListSchema = z
  .object({
    items: z.array(
      organizationReferenceSchema.extend({
        status: organizationStatusSchema,
        path: z.array(z.string()).meta({
          description: 'Names, from the organization of the signed-in user down to the organization itself.',
        }),
      }),
    ),
  })
  .meta({ id: 'OrganizationList' });

/** `GET /v1/organizations/{organizationId}/children`: the tree, one level of one branch, by name. */
export const organizationChildrenQuerySchema = z.strictObject({ q: organizationSearch, cursor, limit });
export const organizationChildrenSchema = z
  .object({
    items: z.array(
      organizationReferenceSchema.extend({ status: organizationStatusSchema, hasChildren: z.boolean() }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'OrganizationChildren' });

const optional = (most: number) => z.string().trim().min(1).max(most).nullable();
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((code) => regions.of(code) !== undefined, 'There is no such country (ISO 3166-1, two letters).');
const timeZone = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/)
  .refine(isTimeZone, 'There is no such time zone (IANA, as in Europe/Berlin).');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** What is known of an organization besides its place (A1). */
const details = {
  reference: optional(60).meta({ description: "The customer number, or the seller's own reference." }),
  contactName: optional(200),
  contactEmail: z.email().max(254).nullable(),
  contactPhone: optional(40),
  street: optional(200),
  postalCode: optional(20),
  city: optional(100),
  country: country.nullable().meta({ description: 'ISO 3166-1, two capital letters.' }),
  language: languageSchema.nullable(),
  timeZone: timeZone.nullable().meta({ description: 'IANA name, as in `Europe/Berlin`.' }),
};
const name = z.string().trim().min(1).max(100);

/** The act, and whether the signed-in user may do it to the organization (A9). */
export const organizationActSchema = z.enum([
  'organization.edit',
  'organization.create_below',
  'organization.suspend',
  'organization.close',
  'organization.reopen',
  'line.register',
  'line.assign',
]);
export type OrganizationAct = z.infer<typeof organizationActSchema>;

/** Somebody whom an organization names for requests of accounts (C13). */
export const keyUserSchema = z
  .object({ userId: z.uuid(), name: z.string(), email: z.string(), status: userStatusSchema })
  .meta({ id: 'KeyUser' });
const keyUsers = {
  keyUsers: z.array(keyUserSchema).meta({ description: 'Those whom the organization itself names.' }),
  inheritedKeyUsers: z
    .object({
      organization: organizationReferenceSchema.nullable().meta({
        description: 'Who names them; null where it lies above the organization of the signed-in user.',
      }),
      keyUsers: z.array(keyUserSchema),
    })
    .nullable()
    .meta({ description: 'Those of the nearest organization above that names any, where it names none.' }),
};

/** `GET /v1/organizations/{organizationId}`. */
export const organizationDetailsSchema = organizationReferenceSchema
  .extend({
    parentId: z.uuid().nullable().meta({
      description: 'null for the organization of the signed-in user: what lies above is not theirs to see.',
    }),
    path: z.array(organizationReferenceSchema).meta({
      description: 'From the organization of the signed-in user down to the organization itself.',
    }),
    version,
    createdAt: z.iso.datetime(),
    status: organizationStatusSchema,
    effectiveStatus: organizationStatusSchema.meta({
      description: 'The strictest on its path: nobody signs in below a suspended or closed organization.',
    }),
    effectiveStatusFrom: organizationReferenceSchema.nullable().meta({
      description:
        'The organization that it comes from, the nearest; null where all are active, or where it lies above the organization of the signed-in user.',
    }),
    statusSince: z.iso.datetime().nullable().meta({
      description:
        'Since when the organization that it comes from has been suspended or closed; null as there.',
    }),
    statusReason: z.string().nullable().meta({ description: 'Why; null as there.' }),
    statusBy: organizationReferenceSchema.nullable().meta({
      description:
        'Whose administrator suspended or closed it; null as there, and where it lies above the organization of the signed-in user. Only they and those above reopen it.',
    }),
    ...details,
    contactEmail: z.string().nullable(),
    country: z.string().nullable(),
    timeZone: z.string().nullable(),
    children: counted.meta({ description: 'Organizations directly below. Exact up to 10,000.' }),
    users: counted.meta({
      description: 'Users in it, not below it, whom the signed-in user sees. Exact up to 10,000.',
    }),
    ...keyUsers,
    kindsBelow: z.array(organizationKindSchema).meta({ description: 'What may be made directly below it.' }),
    acts: z.array(z.object({ act: organizationActSchema, decision: decisionSchema })),
  })
  .meta({ id: 'OrganizationDetails' });
export type OrganizationDetails = z.infer<typeof organizationDetailsSchema>;

/** `POST /v1/organizations`: 201. What is left out is not known. */
export const createOrganizationRequestSchema = z
  .strictObject({
    parentId: z.uuid(),
    kind: organizationKindSchema,
    name,
    ...z.object(details).partial().shape,
  })
  .meta({ id: 'CreateOrganizationRequest' });

/**
 * `PATCH /v1/organizations/{organizationId}`: changes what is named. 409 `organization.changed`, with the organization as
 * it is now in `current`, where `version` is not the one that the editor saw.
 */
export const editOrganizationRequestSchema = z
  .strictObject({ version, ...z.object({ name, ...details }).partial().shape })
  .meta({ id: 'EditOrganizationRequest' });

/** `POST /v1/organizations/{organizationId}/suspend`, `/close` and `/reopen`. */
export const organizationStatusRequestSchema = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'OrganizationStatusRequest' });

/** What a command on an organization answers. */
export const organizationResultSchema = z
  .object({ subject: z.string(), version, organization: organizationDetailsSchema })
  .meta({ id: 'OrganizationResult' });
export type OrganizationResult = z.infer<typeof organizationResultSchema>;

const source = z.discriminatedUnion('from', [
  z.object({ from: z.literal('own') }),
  z.object({
    from: z.literal('inherited'),
    organization: organizationReferenceSchema.nullable().meta({
      description: 'null where it lies above the organization of the signed-in user.',
    }),
  }),
  z.object({ from: z.literal('installation') }),
]);
const policy = <T extends z.ZodType>(value: T) => z.object({ value, own: value.nullable(), source });

/** Up to thirty days. */
const hours = z.number().int().min(1).max(720);
/** Days without a sign-in after which users are deactivated; 0 is never, and below a week nobody could be warned in time (rules, Inactivity). */
export const inactivityDaysSchema = z.union([z.literal(0), z.number().int().min(7).max(1000)]);

/** `GET /v1/organizations/{organizationId}/policies`: each value in force, and where it comes from (A1). */
export const organizationPoliciesSchema = z
  .object({
    organizationId: z.uuid(),
    version,
    policies: z.object({
      invitationValidDays: policy(z.number().int()),
      idleSeconds: policy(z.number().int()),
      supportEmail: policy(z.string().nullable()),
      tellMirrored: policy(z.boolean()).meta({
        description: 'Whether users are told by mail that somebody acts as them (A11).',
      }),
      welcomeValidHours: policy(z.number().int()).meta({
        description: 'How long the link of a welcome mail can be used (C3).',
      }),
      resetValidHours: policy(z.number().int()).meta({
        description: 'How long the link can be used with which a reset password is chosen anew (C4).',
      }),
      oneOffValidHours: policy(z.number().int()).meta({
        description: 'How long a one-off password can be used (C5).',
      }),
      firstPassword: policy(firstPasswordSchema).meta({
        description: 'The way to the first password that is proposed for new users.',
      }),
      inactivityDays: policy(z.number().int()).meta({
        description: 'Days without a sign-in after which users are deactivated; 0 where they never are (L7).',
      }),
    }),
    decision: decisionSchema.meta({ description: 'Whether the signed-in user may change them.' }),
  })
  .meta({ id: 'OrganizationPolicies' });
export type OrganizationPolicies = z.infer<typeof organizationPoliciesSchema>;
/** `PUT /v1/organizations/{organizationId}/policies`: null inherits. 409 `organization.changed` as with `PATCH`. */
export const setPoliciesRequestSchema = z
  .strictObject({
    version,
    invitationValidDays: z.number().int().min(1).max(30).nullable(),
    idleSeconds: z.number().int().min(60).max(86_400).nullable(),
    supportEmail: z.email().max(254).nullable(),
    tellMirrored: z.boolean().nullable().optional().meta({ description: 'Left out: as it is.' }),
    welcomeValidHours: hours.nullable().optional(),
    resetValidHours: hours.nullable().optional(),
    oneOffValidHours: hours.nullable().optional(),
    firstPassword: firstPasswordSchema.nullable().optional(),
    inactivityDays: inactivityDaysSchema.nullable().optional(),
  })
  .meta({ id: 'SetPoliciesRequest' });

/** `GET /v1/organizations/{organizationId}/key-users` (C13). */
export const organizationKeyUsersSchema = z
  .object({
    organizationId: z.uuid(),
    version,
    ...keyUsers,
    decision: decisionSchema.meta({ description: 'Whether the signed-in user may change them.' }),
  })
  .meta({ id: 'OrganizationKeyUsers' });
export type OrganizationKeyUsers = z.infer<typeof organizationKeyUsersSchema>;
/**
 * `PUT /v1/organizations/{organizationId}/key-users`: active users of the organization or of one above it whom the
 * signed-in user sees; those who are named already may stay. 409 `organization.changed` as with `PATCH`.
 */
export const setKeyUsersRequestSchema = z
  .strictObject({ version, userIds: z.array(z.uuid()).max(20) })
  .meta({ id: 'SetKeyUsersRequest' });
