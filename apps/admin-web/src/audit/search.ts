import * as z from 'zod/mini';
import { isDay } from '../users/is-day';

const text = z.catch(z.optional(z.string().check(z.maxLength(200))), undefined);
const day = z.catch(z.optional(z.string().check(z.refine(isDay))), undefined);

/** What the trail is searched for, and which entry is open. */
export const auditSearch = z.object({
  actor: text,
  subject: text,
  type: text,
  organizationId: text,
  since: day,
  before: day,
  entry: text,
});
export type AuditSearch = z.infer<typeof auditSearch>;
