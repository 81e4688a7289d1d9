import { z } from 'zod';
import { languageSchema, roleIdSchema } from '../values';
import { invitationOutcomeSchema } from './identity';
import { ownPasswordSchema } from './user-life';

/** What can be done to many users at once; each as the act on one of them. */
const userBulkActSchema = z.enum([
  'block',
  'unblock',
  'deactivate',
  'activate',
  'remove',
  'reset_password',
  'resend_invitation',
  'sign_out',
  'add_role',
  'remove_role',
]);
export type UserBulkAct = z.infer<typeof userBulkActSchema>;
/** What jobs do: acts on users, `import_users`, which is begun with a file, and `invite_users`, with many addresses. */
const bulkActSchema = z.enum([...userBulkActSchema.options, 'import_users', 'invite_users']);
export type BulkAct = z.infer<typeof bulkActSchema>;

const isAboutRole = (act: UserBulkAct): boolean => act === 'add_role' || act === 'remove_role';

/** `POST /v1/jobs` of identity: 202, the job and its address. */
export const startBulkJobRequestSchema = z
  .strictObject({
    act: userBulkActSchema,
    userIds: z
      .array(z.uuid())
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'The users, or `selection`; one of the two.' }),
    selection: z
      .uuid()
      .optional()
      .meta({ description: 'The `selectionId` that `POST /v1/selections` of tenancy has answered.' }),
    comment: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .nullable()
      .meta({ description: 'Of `block` the reason, which it wants; where an act takes no comment, null.' }),
    ownPassword: ownPasswordSchema
      .optional()
      .meta({ description: 'Of whoever asks, to confirm `remove`, which wants it.' }),
    role: roleIdSchema.optional().meta({
      description: 'Of `add_role` and `remove_role`, which want it: the key or the id of the role.',
    }),
  })
  .superRefine(({ act, userIds, selection, comment, ownPassword, role }, context) => {
    if ((userIds === undefined) === (selection === undefined))
      context.addIssue({ code: 'custom', path: ['userIds'], message: 'Give either users or a selection.' });
    if (act === 'block' && comment === null)
      context.addIssue({ code: 'custom', path: ['comment'], message: 'Give the reason of the block.' });
    if ((act === 'remove') !== (ownPassword !== undefined))
      context.addIssue({ code: 'custom', path: ['ownPassword'], message: 'Give it to remove users.' });
    if (isAboutRole(act) !== (role !== undefined))
      context.addIssue({ code: 'custom', path: ['role'], message: 'Give it to add or remove a role.' });
    if ((act === 'reset_password' || act === 'resend_invitation' || isAboutRole(act)) && comment !== null)
      context.addIssue({ code: 'custom', path: ['comment'], message: 'This act takes no comment.' });
  })
  .meta({ id: 'StartBulkJobRequest' });

const counts = z.object({
  total: z.number().int(),
  waiting: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int().meta({ description: 'It was so already.' }),
  failed: z.number().int(),
  retryable: z
    .number()
    .int()
    .optional()
    .meta({ description: 'Of those that failed how many a retry tries again.' }),
  cancelled: z.number().int(),
});

/** `GET /v1/jobs/{jobId}`: how far it is. */
export const bulkJobSchema = z
  .object({
    jobId: z.uuid(),
    act: bulkActSchema,
    comment: z.string().nullable(),
    role: z.string().nullable().optional().meta({ description: 'Of `add_role` and `remove_role`: which.' }),
    state: z.enum(['gathering', 'running', 'finished', 'cancelled', 'failed']).meta({
      description: '`gathering` while the selection is on its way; `failed` where it has not come.',
    }),
    problem: z.string().nullable().meta({ description: 'The code of why the whole job has failed.' }),
    attempt: z.number().int().meta({ description: 'One more each time that the failed are tried again.' }),
    counts,
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'BulkJob' });
/** `GET /v1/jobs`: one's own of the last 30 days, newest first. */
export const bulkJobListSchema = z.object({ items: z.array(bulkJobSchema) }).meta({ id: 'BulkJobList' });

const itemState = z.enum(['waiting', 'done', 'skipped', 'failed', 'cancelled']);
/** `POST /v1/jobs/{jobId}/retry`. */
export const retryJobRequestSchema = z
  .strictObject({
    ownPassword: ownPasswordSchema.optional().meta({
      description: 'Of whoever asks, where the job removes users or imports them: it is confirmed each time.',
    }),
  })
  .meta({ id: 'RetryJobRequest' });

/** `GET /v1/jobs/{jobId}/items`, in the order of the selection. */
export const bulkItemQuerySchema = z.strictObject({
  state: itemState.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** `GET /v1/jobs/{jobId}/results.csv`. */
export const jobResultsQuerySchema = z.strictObject({
  delimiter: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
  language: languageSchema.default('en').meta({ description: 'Of the titles.' }),
});
export const bulkItemPageSchema = z
  .object({
    items: z.array(
      z.object({
        position: z.number().int(),
        userId: z.uuid().nullable(),
        name: z.string().nullable().meta({
          description:
            'Null where one does not see the user, and of invitations; of an import as the file has it.',
        }),
        line: z.number().int().optional().meta({ description: 'Of an import: where it stands in the file.' }),
        address: z
          .string()
          .optional()
          .meta({ description: 'Of an import as the file has it, of invitations as it was typed.' }),
        outcome: invitationOutcomeSchema.optional().meta({
          description:
            'Of invitations: as `POST /v1/invitations` answers for few; left out until it is known.',
        }),
        state: itemState,
        problem: z
          .string()
          .nullable()
          .meta({ description: 'The code that the act on this one was answered.' }),
        finishedAt: z.iso.datetime().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'BulkItemPage' });
