import type { z } from 'zod';

/** The answer of an operation that succeeds. */
export const answer = (description: string, schema: z.ZodType, status: 200 | 201 = 200) => ({
  [`${status}` as const]: { description, content: { 'application/json': { schema } } },
});

/** The JSON body that an operation asks for. */
export const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } });
