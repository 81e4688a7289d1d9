import { accountTypeSchema, languageSchema, type ProblemCode } from '@tenantry/contracts';
import { z } from 'zod';
import type { BulkItem } from '../bulk/bulk-act';

/** What of a line a job needs, and keeps until it is done. */
export const keptLineSchema = z.object({
  address: z.string(),
  email: z.string(),
  firstName: z.string(),
  middleName: z.string().nullable(),
  lastName: z.string(),
  userName: z.string().nullable(),
  language: languageSchema,
  accountType: accountTypeSchema,
  organizationId: z.string(),
  roles: z.array(z.string()).default([]),
  modules: z.array(z.string()).default([]),
  problems: z.array(z.custom<ProblemCode>((code) => typeof code === 'string')),
});

/** The line that an item stands for, as `startImport` has stored it. */
export const keptLineOf = ({ input }: Pick<BulkItem, 'input'>) => keptLineSchema.parse(input);

/** How the file names somebody. */
export const nameOf = (line: { firstName: string; middleName: string | null; lastName: string }): string =>
  [line.firstName, line.middleName, line.lastName].filter(Boolean).join(' ');
