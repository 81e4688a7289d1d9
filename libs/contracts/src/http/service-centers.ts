import { z } from 'zod';
import { decisionSchema, mendSchema, ruleSchema } from './decisions';
import { organizationReferenceSchema } from './organizations';

const version = z.number().int().nonnegative();
const cursor = z.string().max(1000).optional();
const q = z.string().max(200).optional();
const name = z.string().trim().min(1).max(200);

/** A service center as it is named to others. */
export const serviceCenterReferenceSchema = z.object({ serviceCenterId: z.uuid(), name: z.string() });
const organizationOrNull = organizationReferenceSchema.nullable().meta({
  description: 'The organization that it belongs to; null where that is not in the own subtree.',
});

/** What a binding opens all or some of (A6). */
export const partKindSchema = z.enum(['customer', 'entity']);
export type PartKind = z.infer<typeof partKindSchema>;
export const serviceCenterPartSchema = z.object({ partId: z.uuid(), name: z.string() });

/** `GET /v1/organizations/{organizationId}/service-centers`: its own and those shared with it, by name. */
export const serviceCentersQuerySchema = z.strictObject({
  /** Contains, from three characters; the beginning of a word below. Over the name and the id; folded. */
  q,
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const serviceCenterPageSchema = z
  .object({
    items: z.array(
      serviceCenterReferenceSchema.extend({
        organization: organizationOrNull,
        shared: z.boolean().meta({ description: 'It belongs to another organization, which shares it.' }),
        customers: z.number().int(),
        entities: z.number().int(),
        owned: z
          .boolean()
          .meta({ description: 'Whether the signed-in user owns it: a binding with the lock, or a master.' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ServiceCenterPage' });

/** `POST /v1/organizations/{organizationId}/service-centers`: 201. */
export const createServiceCenterRequestSchema = z
  .strictObject({ name })
  .meta({ id: 'CreateServiceCenterRequest' });

/** What the signed-in user may do to a service center. */
export const serviceCenterActSchema = z.enum(['rename', 'add_parts', 'remove_parts', 'share']);
export type ServiceCenterAct = z.infer<typeof serviceCenterActSchema>;

/** `GET /v1/service-centers/{serviceCenterId}`. */
export const serviceCenterSchema = serviceCenterReferenceSchema
  .extend({
    organization: organizationOrNull,
    version,
    createdAt: z.iso.datetime(),
    owned: z.boolean(),
    customers: z.array(serviceCenterPartSchema),
    entities: z.array(serviceCenterPartSchema),
    sharedWith: z.array(organizationReferenceSchema).meta({
      description: 'Organizations of the own subtree, by name.',
    }),
    sharedElsewhere: z.number().int().meta({
      description: 'With how many organizations outside the own subtree it is shared besides.',
    }),
    boundUsers: z.number().int().meta({ description: 'Of those whom the signed-in user sees.' }),
    acts: z.array(z.object({ act: serviceCenterActSchema, decision: decisionSchema })),
  })
  .meta({ id: 'ServiceCenter' });
export type ServiceCenter = z.infer<typeof serviceCenterSchema>;

/** What a command on a service center answers. */
export const serviceCenterResultSchema = z
  .object({ subject: z.string(), version, serviceCenter: serviceCenterSchema })
  .meta({ id: 'ServiceCenterResult' });

/** `PATCH /v1/service-centers/{serviceCenterId}`. 409 `service_center.changed` where `version` is not the one that the editor saw. */
export const editServiceCenterRequestSchema = z
  .strictObject({ version, name })
  .meta({ id: 'EditServiceCenterRequest' });

/** `POST /v1/service-centers/{serviceCenterId}/parts`: an outcome for each name, in their order. */
export const addPartsRequestSchema = z
  .strictObject({ kind: partKindSchema, names: z.array(name).min(1).max(200) })
  .meta({ id: 'AddPartsRequest' });
export const addPartsResultSchema = z
  .object({
    subject: z.string(),
    version,
    outcomes: z.array(
      z.object({
        name: z.string(),
        outcome: z.enum(['added', 'exists', 'full']).meta({
          description:
            'exists: there is one of this name already. full: a service center takes 1,000 customers and as many entities.',
        }),
        partId: z.uuid().nullable().meta({ description: 'The one added, or the one that exists already.' }),
      }),
    ),
  })
  .meta({ id: 'AddPartsResult' });

/** `DELETE /v1/service-center-parts/{partId}`: it leaves every binding that names it. */
export const removePartResultSchema = z
  .object({
    subject: z.string(),
    version,
    changedBindings: z.number().int().meta({ description: 'How many bindings named it.' }),
  })
  .meta({ id: 'RemovePartResult' });

/**
 * `PUT /v1/service-centers/{serviceCenterId}/shares`: the organizations of the own subtree that it is shared with from
 * now on; those elsewhere stay. Their masters own it too. 409 `service_center.share_in_use` while users of one that is
 * left out are bound: `organizations` says how many of each; 409 `service_center.changed` as with `PATCH`.
 */
export const shareServiceCenterRequestSchema = z
  .strictObject({ version, organizationIds: z.array(z.uuid()).max(200) })
  .meta({ id: 'ShareServiceCenterRequest' });

const partIds = z.array(z.uuid()).max(1000).nullable();
const opened = z.object({
  all: z.boolean().meta({ description: 'All of them, also those that come later.' }),
  parts: z.array(serviceCenterPartSchema).meta({ description: 'Which, where not all.' }),
  total: z.number().int().meta({ description: 'How many the service center has.' }),
});

/** What the signed-in user may do to a user's binding. */
export const bindingActSchema = z.enum(['change', 'toggle_lock', 'unbind']);
export type BindingAct = z.infer<typeof bindingActSchema>;
const bindingActs = z.array(z.object({ act: bindingActSchema, decision: decisionSchema }));

/** `GET /v1/users/{userId}/service-centers`: the service centers that the user is bound to, by name (A6, A7). */
export const userServiceCentersSchema = z
  .object({
    userId: z.uuid(),
    items: z.array(
      serviceCenterReferenceSchema.extend({
        organization: organizationOrNull,
        version: version.meta({ description: 'Of this binding; to be sent with a change.' }),
        owned: z.boolean().meta({ description: 'The lock.' }),
        customers: opened,
        entities: opened,
        acts: bindingActs,
      }),
    ),
    bind: decisionSchema.meta({
      description: 'Whether the signed-in user may bind the user to further service centers at all.',
    }),
  })
  .meta({ id: 'UserServiceCenters' });

/** `GET /v1/users/{userId}/service-centers/available`: those that the signed-in user may bind the user to, by name. */
export const availableServiceCentersQuerySchema = z.strictObject({
  q,
  cursor,
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const availableServiceCentersSchema = z
  .object({
    items: z.array(
      serviceCenterReferenceSchema.extend({
        organization: organizationOrNull,
        customers: z.number().int(),
        entities: z.number().int(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'AvailableServiceCenters' });

const choice = z.object({
  all: z.boolean(),
  mayGiveAll: z.boolean().meta({ description: 'Given already, or the signed-in user has all themselves.' }),
  parts: z.array(
    serviceCenterPartSchema.extend({
      given: z.boolean(),
      mayGive: z.boolean().meta({ description: 'Given already, or the signed-in user has it themselves.' }),
    }),
  ),
});
/** `GET /v1/users/{userId}/service-centers/{serviceCenterId}`: what a binding opens or could open, for the dialog. */
export const userServiceCenterSchema = serviceCenterReferenceSchema
  .extend({
    userId: z.uuid(),
    organization: organizationOrNull,
    version: version.nullable().meta({ description: 'Of the binding; null where there is none.' }),
    owned: z.boolean(),
    customers: choice,
    entities: choice,
    acts: bindingActs,
  })
  .meta({ id: 'UserServiceCenter' });

/**
 * `PUT /v1/users/{userId}/service-centers/{serviceCenterId}` binds or changes. 409 `service_center.binding_changed` where
 * `version` is not that of the binding now.
 */
export const bindServiceCenterRequestSchema = z
  .strictObject({
    version: version.nullable().meta({ description: 'That of the binding; null binds anew.' }),
    owned: z.boolean(),
    customerIds: partIds.meta({ description: 'null opens all, also those that come later.' }),
    entityIds: partIds,
  })
  .meta({ id: 'BindServiceCenterRequest' });
/** `DELETE /v1/users/{userId}/service-centers/{serviceCenterId}` unbinds; 409 as with `PUT`. */
export const unbindServiceCenterQuerySchema = z.strictObject({
  version: z.coerce.number().int().nonnegative(),
});

/** `POST /v1/users/{userId}/service-centers/copy/preview`: the user of the path receives (A10). */
export const copyServiceCentersPreviewRequestSchema = z
  .strictObject({ sourceId: z.uuid() })
  .meta({ id: 'CopyServiceCentersPreviewRequest' });
const opening = z.object({
  allCustomers: z.boolean(),
  customers: z.array(serviceCenterPartSchema),
  allEntities: z.boolean(),
  entities: z.array(serviceCenterPartSchema),
});
/**
 * Locks are not copied: owning is a decision of its own. Where the source's account type is higher than the receiver's
 * the whole copy is refused: 409 `service_center.copy_from_higher`.
 */
export const copyServiceCentersPreviewSchema = z
  .object({
    receiverId: z.uuid(),
    sourceId: z.uuid(),
    items: z.array(
      serviceCenterReferenceSchema.extend({
        outcome: z.enum(['added', 'extended', 'kept', 'refused']).meta({
          description:
            'added: a new binding. extended: bound already, further customers or entities. kept: nothing changes.',
        }),
        refusal: z.object({ rule: ruleSchema, mend: mendSchema }).nullable().meta({
          description:
            'center_not_owned, not_of_organization (not for users of the receiver’s organization), grant_not_held (more than the signed-in user has).',
        }),
        before: opening.nullable().meta({ description: 'null where the receiver is not bound.' }),
        after: opening.nullable().meta({ description: 'null where it stays unbound.' }),
      }),
    ),
    fingerprint: z.string().meta({ description: 'Of what the preview was made from.' }),
  })
  .meta({ id: 'CopyServiceCentersPreview' });
/** `POST /v1/users/{userId}/service-centers/copy`. 409 `service_center.copy_changed` where the preview no longer holds. */
export const copyServiceCentersRequestSchema = z
  .strictObject({ sourceId: z.uuid(), fingerprint: z.string().max(100) })
  .meta({ id: 'CopyServiceCentersRequest' });
export const copyServiceCentersResultSchema = z
  .object({ subject: z.string(), version, added: z.number().int(), extended: z.number().int() })
  .meta({ id: 'CopyServiceCentersResult' });
