import { useRef, useState } from 'react';
import type { DirectoryUser } from '../api/tenancy';
import type { UsersSearch } from './search';

export type Selection = {
  /** Those who were chosen one by one, as they were then. */
  users: ReadonlyMap<string, DirectoryUser>;
  /** All that match are meant, shown or not. */
  all: boolean;
};
const nobody: Selection = { users: new Map(), all: false };

/** Whom the person has chosen in the list. Other filters choose nobody. */
export function useSelection(rows: readonly DirectoryUser[], { sort, ...filter }: UsersSearch) {
  void sort;
  const [selection, setSelection] = useState(nobody);
  const anchor = useRef<string>(undefined);
  const filtered = JSON.stringify(filter);
  const [before, setBefore] = useState(filtered);
  if (before !== filtered) {
    setBefore(filtered);
    setSelection(nobody);
  }
  const { users, all } = selection;
  const isChosen = (userId: string) => all || users.has(userId);
  const shown = rows.filter(({ userId }) => isChosen(userId)).length;
  const change = (changed: readonly DirectoryUser[], chosen: boolean) => {
    const next = new Map(all ? rows.map((row) => [row.userId, row] as const) : users);
    for (const user of changed) {
      if (chosen) next.set(user.userId, user);
      else next.delete(user.userId);
    }
    setSelection({ users: next, all: false });
  };
  const placeOf = (id: string | undefined) => rows.findIndex(({ userId }) => userId === id);

  return {
    selection,
    isChosen,
    page: shown === 0 ? 'none' : shown < rows.length ? 'some' : 'all',
    /** @param range with all between this one and the one before */
    toggle(userId: string, range: boolean) {
      const [from, to] = [placeOf(anchor.current), placeOf(userId)].toSorted((a, b) => a - b);
      const between = range && from !== undefined && to !== undefined && from >= 0;
      change(
        between ? rows.slice(from, to + 1) : rows.filter((row) => row.userId === userId),
        !isChosen(userId),
      );
      anchor.current = userId;
    },
    togglePage: () => change(rows, shown < rows.length),
    chooseAll: () => setSelection({ users, all: true }),
    clear() {
      anchor.current = undefined;
      setSelection(nobody);
    },
  } as const;
}
