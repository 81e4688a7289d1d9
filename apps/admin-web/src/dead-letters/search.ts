import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string().check(z.maxLength(800))), undefined);

/** Which list is shown, and which message of it is open. */
export const deadLettersSearch = z.object({
  service: z.catch(z.optional(z.enum(['identity', 'tenancy', 'notifier', 'scheduler'])), undefined),
  kind: z.catch(z.optional(z.enum(['parked', 'refused', 'gap', 'retrying', 'late'])), undefined),
  type: text,
  entry: text,
});
