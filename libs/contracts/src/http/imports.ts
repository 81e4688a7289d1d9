import { z } from 'zod';
import { accountTypeSchema, languageSchema } from '../values';
import { createUserRequestSchema } from './create-user';
import { mendSchema, ruleSchema } from './decisions';

/** The most that one import takes; the bytes are of UTF-8. */
export const importLimits = { lines: 10_000, bytes: 2_000_000, names: 1000 } as const;

/** What a column of the file can say, in the order in which the template has them. */
export const importColumnSchema = z.enum([
  'email',
  'firstName',
  'middleName',
  'lastName',
  'userName',
  'language',
  'accountType',
  'organization',
  'roles',
  'modules',
]);
export type ImportColumn = z.infer<typeof importColumnSchema>;

const { organizationId, password } = createUserRequestSchema.shape;

/** `POST /v1/imports/preview`: what each line of a file would do; nothing is done. */
export const previewImportRequestSchema = z
  .strictObject({
    file: z.string().meta({
      description:
        'The text of the file: CSV (RFC 4180) with `;`, `,` or tab, its first line naming the columns; 10,000 lines and 2,000,000 bytes at most.',
    }),
    organizationId: organizationId.meta({
      description:
        'Of lines that name none; those that do name one by its id, or by its name below this one.',
    }),
    accountType: accountTypeSchema.meta({ description: 'Of lines that name none.' }),
    language: languageSchema.meta({ description: 'Of lines that name none.' }),
  })
  .meta({ id: 'PreviewImportRequest' });
export type PreviewImportRequest = z.infer<typeof previewImportRequestSchema>;

/** `POST /v1/imports`: 202, the job. */
export const startImportRequestSchema = previewImportRequestSchema
  .extend({
    fileName: z.string().trim().max(255).optional().meta({ description: 'Shown as the comment of the job.' }),
    password,
  })
  .meta({ id: 'StartImportRequest' });
export type StartImportRequest = z.infer<typeof startImportRequestSchema>;

export const importPreviewSchema = z
  .object({
    delimiter: z.enum([';', ',', '\t']),
    columns: z.array(
      z.object({
        header: z.string(),
        column: importColumnSchema.nullable().meta({ description: 'Null: it is not known and passed over.' }),
      }),
    ),
    counts: z.object({ lines: z.number().int(), create: z.number().int(), refused: z.number().int() }),
    lines: z.array(
      z.object({
        line: z.number().int().meta({ description: 'Where it stands in the file; the first line is 1.' }),
        name: z.string(),
        address: z.string(),
        userName: z.string().nullable().meta({ description: 'Null: it is proposed from the address.' }),
        organization: z.string().nullable().meta({ description: 'Its name; null: the one of the request.' }),
        accountType: accountTypeSchema,
        language: languageSchema,
        grants: z
          .array(
            z.object({
              column: importColumnSchema.extract(['roles', 'modules']),
              name: z.string().meta({ description: 'As it was typed.' }),
              refusal: z
                .object({ code: z.string(), rule: ruleSchema.nullable(), mend: mendSchema.nullable() })
                .nullable()
                .meta({ description: 'Why it may not be given; null where it may.' }),
            }),
          )
          .meta({
            description:
              'The roles and modules that the line names. Where it names none, the newcomer has those of the account type.',
          }),
        problems: z.array(z.string()).meta({
          description: 'The codes of why the line would create nobody; none where it would.',
        }),
      }),
    ),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreviewSchema>;
