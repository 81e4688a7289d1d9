import { z } from 'zod';
import { lineKindSchema } from '../values';
import { organizationReferenceSchema } from './organizations';

/** `GET /v1/organizations/{organizationId}/lines`: those that it holds or has assigned on, by identifier (A1). */
export const linesQuerySchema = z.strictObject({
  /** Contains, from three characters; the beginning of a word below. Over identifier, label and id; folded. */
  q: z.string().max(200).optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const lineSchema = z
  .object({
    lineId: z.uuid(),
    kind: lineKindSchema,
    identifier: z.string(),
    label: z.string().nullable(),
    version: z.number().int(),
    holder: organizationReferenceSchema.meta({ description: 'Who has it now: the last in the chain.' }),
    assignedTo: organizationReferenceSchema.nullable().meta({
      description: 'To which organization directly below it was assigned on; null where it is held here.',
    }),
  })
  .meta({ id: 'Line' });
export type Line = z.infer<typeof lineSchema>;
export const linePageSchema = z
  .object({ items: z.array(lineSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'LinePage' });

/** `POST /v1/organizations/{organizationId}/lines`: 201; an operator's or a reseller's own asset. */
export const registerLineRequestSchema = z
  .strictObject({
    kind: lineKindSchema,
    identifier: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .meta({ description: 'Unique in the installation for its kind.' }),
    label: z.string().trim().min(1).max(100).nullable(),
  })
  .meta({ id: 'RegisterLineRequest' });
export const registerLineResponseSchema = z
  .object({ subject: z.string(), version: z.number().int(), line: lineSchema })
  .meta({ id: 'RegisterLineResponse' });

/**
 * `POST /v1/lines/assign`: to an organization directly below the one that holds each line, or back to one that had
 * assigned it on. Each line stands for itself.
 */
export const assignLinesRequestSchema = z
  .strictObject({ lineIds: z.array(z.uuid()).min(1).max(500), organizationId: z.uuid() })
  .meta({ id: 'AssignLinesRequest' });
export const lineOutcomeSchema = z
  .enum(['assigned', 'taken_back', 'unchanged', 'not_found', 'not_directly_below'])
  .meta({ id: 'LineOutcome' });
export type LineOutcome = z.infer<typeof lineOutcomeSchema>;
export const assignLinesResponseSchema = z
  .object({
    results: z.array(
      z.object({
        lineId: z.uuid(),
        outcome: lineOutcomeSchema,
        version: z.number().int().nullable().meta({ description: 'null where the line was not found.' }),
      }),
    ),
  })
  .meta({ id: 'AssignLinesResponse' });
