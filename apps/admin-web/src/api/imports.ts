import type {
  importPreviewSchema,
  previewImportRequestSchema,
  startImportRequestSchema,
} from '@tenantry/contracts';
import type { z } from 'zod';
import type { BulkJob } from './bulk';
import { request } from './client';

export type ImportPreview = z.infer<typeof importPreviewSchema>;
export type ImportLine = ImportPreview['lines'][number];

/** What each line of the file would do; nothing is done. */
export const previewImport = (body: z.input<typeof previewImportRequestSchema>) =>
  request<ImportPreview>('identity', 'POST', '/v1/imports/preview', { body });

/** The password is one's own. */
export const startImport = (body: z.input<typeof startImportRequestSchema>, key: string) =>
  request<BulkJob>('identity', 'POST', '/v1/imports', { body, key });
