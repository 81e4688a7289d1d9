import * as z from 'zod/mini';

/** Whether closed dialogues are shown as well stands in the address. */
export const closedToo = z.catch(z.optional(z.boolean()), undefined);

export const dialoguesSearch = z.object({ closed: closedToo });
