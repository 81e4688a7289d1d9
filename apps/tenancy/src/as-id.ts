import { z } from 'zod';

/** An id as it came with a request in the form in which it is stored; `undefined` for what is none. */
export const asId = (text: string | undefined): string | undefined =>
  z.uuid().safeParse(text).data?.toLowerCase();
