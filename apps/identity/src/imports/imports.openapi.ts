import {
  bulkJobSchema,
  importPreviewSchema,
  previewImportRequestSchema,
  startImportRequestSchema,
} from '@tenantry/contracts';
import { idempotencyHeader, type OpenApiPaths } from '@tenantry/service-defaults';
import { z } from 'zod';
import { answer, body } from '../openapi-parts';

const refusals =
  'Answers 422 `import.too_large`, `import.too_many_lines`, `import.not_utf8`, `import.unreadable` with its `line`, `import.empty`, `import.column_missing`, `import.column_twice`, `import.too_many_names`.';

/** Users from a file. */
export const importPaths: OpenApiPaths = {
  '/v1/imports/preview': {
    post: {
      operationId: 'previewImport',
      summary: 'What each line of a CSV file would do: create a user, or why not',
      description: `Nothing is written. That an address or a user name is taken is said of holders whom one sees. ${refusals}`,
      requestBody: body(previewImportRequestSchema),
      responses: { 200: answer('Each line.', importPreviewSchema) },
    },
  },
  '/v1/imports': {
    post: {
      operationId: 'startImport',
      summary: 'Create the users of a CSV file, as a job with a result for each line',
      description: `Each line is what \`POST /v1/users\` for it alone would be answered; where somebody out of sight has the address or the user name, \`import.taken_unseen\`, and after a hundred of these in an hour \`job.too_many_unseen\`. They come to their first password as the organization proposes, by a link where that would be shown. Answers 403 \`password.wrong\`. ${refusals}`,
      requestParams: { header: idempotencyHeader },
      requestBody: body(startImportRequestSchema),
      responses: {
        202: {
          ...answer('It has begun.', bulkJobSchema),
          headers: z.object({ Location: z.string().meta({ description: 'The address of the job.' }) }),
        },
      },
    },
  },
};
