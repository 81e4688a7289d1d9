import { z } from 'zod';
import { mendSchema } from './decisions';
import { organizationReferenceSchema } from './organizations';
import { serviceCenterReferenceSchema } from './service-centers';

/** `GET /v1/visibility`: why can't I see this account? (A9) */
export const visibilityQuerySchema = z.strictObject({
  /** A user name, an e-mail address or an id, whole. */
  account: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .refine((text) => !text.includes('\0'), 'A null character is in no name.'),
});

/** Who could mend it. People are not named: they are as invisible as the account. */
const mender = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('master'),
    organization: organizationReferenceSchema.nullable().meta({
      description: 'The nearest one of the own subtree that has a master; null where that lies above it.',
    }),
  }),
  z.object({ kind: z.literal('owner_of_center') }),
]);

/** One rule that fails, what would mend it, and who could. */
export const hiddenBySchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('rank_too_low'), mend: mendSchema, who: z.array(mender) }),
  z.object({
    rule: z.literal('center_not_owned'),
    mend: mendSchema,
    who: z.array(mender),
    centers: z.number().int().meta({ description: 'How many of the service centers are not owned.' }),
    named: z.array(serviceCenterReferenceSchema).meta({
      description: 'Those of them that belong to the own subtree.',
    }),
  }),
]);

export const visibilitySchema = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('visible'), userId: z.uuid() }),
    z.object({ outcome: z.literal('hidden'), rules: z.array(hiddenBySchema) }),
    // There is no such account, or it is outside the own subtree: one answer for both.
    z.object({ outcome: z.literal('unknown'), mend: mendSchema }),
  ])
  .meta({ id: 'Visibility' });
export type Visibility = z.infer<typeof visibilitySchema>;
