import * as z from 'zod/mini';
import { deadLetterKinds } from '../api/dead-letter-kinds';
import { services } from '../api/services';

const text = z.catch(z.optional(z.string().check(z.maxLength(800))), undefined);

/** Which list is shown, and which message of it is open. */
export const deadLettersSearch = z.object({
  service: z.catch(z.optional(z.enum(services)), undefined),
  kind: z.catch(z.optional(z.enum(deadLetterKinds)), undefined),
  type: text,
  entry: text,
});
