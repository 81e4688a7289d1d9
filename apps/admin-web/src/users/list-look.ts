import { useState } from 'react';
import * as z from 'zod/mini';

/** The columns that can be left out; names always show. */
export const optionalColumns = ['status', 'accountType', 'organization', 'lastSignIn', 'createdAt'] as const;

const look = z.object({
  hidden: z.catch(z.array(z.enum(optionalColumns)), []),
  dense: z.catch(z.boolean(), false),
});
/** How the person wants the list: which columns, and how close the rows. */
export type ListLook = z.infer<typeof look>;

const key = 'tenantry.users.look';

/** The look of the list, kept in this browser. */
export function useListLook(): [ListLook, (next: ListLook) => void] {
  const [current, setCurrent] = useState(read);
  return [
    current,
    (next) => {
      localStorage.setItem(key, JSON.stringify(next));
      setCurrent(next);
    },
  ];
}

function read(): ListLook {
  try {
    return look.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return { hidden: [], dense: false };
  }
}
