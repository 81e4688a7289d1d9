import * as z from 'zod/mini';
import { returnAddress } from './return-address';

const to = z.pipe(z.catch(z._default(z.string(), '/'), '/'), z.transform(returnAddress));

/** Where to return to after signing in. */
export const signInSearch = z.object({ to });

/** The same, and why the session is over. */
export const sessionEndedSearch = z.object({
  to,
  why: z.catch(z.enum(['ended', 'idle', 'other_environment', 'organization_suspended']), 'ended'),
});
