import { useCallback, useState } from 'react';
import * as z from 'zod/mini';
import { useSignedIn } from '../session/me-context';
import { type UsersSearch, usersSearch } from './search';

type SavedView = { name: string; search: UsersSearch };

const stored = z.array(z.object({ name: z.string(), search: usersSearch }));
/** So many views somebody can name. */
export const mostViews = 20;

/** The views that the signed-in person has named in this browser; what nobody can read is none. */
export function useSavedViews() {
  const { session } = useSignedIn();
  const key = `tenantry.views.${session.userId}`;
  const [views, setViews] = useState(() => read(key));
  const write = useCallback(
    (next: SavedView[]) => {
      localStorage.setItem(key, JSON.stringify(next));
      setViews(next);
    },
    [key],
  );
  return {
    views,
    /** Under a name that is there already it takes the place of the other one. */
    save: (view: SavedView) =>
      write([...views.filter(({ name }) => name !== view.name), view].slice(-mostViews)),
    remove: (name: string) => write(views.filter((view) => view.name !== name)),
  };
}

function read(key: string): SavedView[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}
