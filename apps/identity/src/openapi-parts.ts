import { currentSessionSchema } from '@tenantry/contracts';
import { z } from 'zod';

export const body = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
export const answer = (description: string, schema: z.ZodType) => ({ description, ...body(schema) });
export const signedIn = (description: string) => ({
  ...answer(description, currentSessionSchema),
  headers: z.object({
    'Set-Cookie': z.string().meta({ description: 'The session; readable to no script.' }),
  }),
});
export const path = z.object({ userId: z.uuid() });
