import { z } from 'zod';
import { sealFaultSchema } from '../events/seal-chain';
import { historyEntrySchema } from './identity';

/** `GET /v1/audit`: who did what to whom and when, newest first, as far as one service knows of it. */
export const auditQuerySchema = z.strictObject({
  actor: z
    .string()
    .regex(/^(user|service)\/[\w-]{1,100}$/)
    .optional()
    .meta({ description: '`user/<id>` or `service/<name>`.' }),
  subject: z
    .string()
    .regex(/^[a-z-]+\/[\w-]{1,100}$/)
    .optional()
    .meta({ description: '`user/<id>`, `organization/<id>` …' }),
  type: z.string().max(200).optional().meta({ description: 'What was done: the type of the event.' }),
  organizationId: z
    .uuid()
    .optional()
    .meta({ description: 'What was done to the organization, in it, or to who belongs to it now.' }),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional().meta({ description: 'Up to this time, without it.' }),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The personal part is left out: it stands in the history of its subject, for who sees that. */
export const auditEntrySchema = historyEntrySchema
  .omit({ personal: true })
  .extend({ subject: z.string(), hasPersonal: z.boolean() })
  .meta({ id: 'AuditEntry' });
export const auditPageSchema = z
  .object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' });

/** `GET /v1/audit/seals`: how far the log of a service is sealed, and what the last check of it has found. */
export const sealStateSchema = z
  .object({
    service: z.string(),
    sealed: z.int(),
    sealedAt: z.iso.datetime().nullable(),
    unsealed: z.int().meta({ description: 'Events that wait for their seal, 10,000 at most.' }),
    check: z
      .object({
        finishedAt: z.iso.datetime(),
        checked: z.int(),
        broken: z.int(),
        faults: z.array(sealFaultSchema).meta({ description: 'The first hundred.' }),
      })
      .nullable(),
  })
  .meta({ id: 'SealState' });
