/** What is chosen of a list: some of it by id, or all of it, also what comes later (`null`). */
export type Choice = readonly string[] | null;

/** How the box above the list looks. */
export function stateOf(choice: Choice): 'all' | 'some' | 'none' {
  if (choice === null) return 'all';
  return choice.length > 0 ? 'some' : 'none';
}

export const isChosen = (choice: Choice, id: string): boolean => choice === null || choice.includes(id);

/** The box above was clicked: all, or none where it was all. */
export const toggleAll = (choice: Choice): Choice => (choice === null ? [] : null);

/** One was clicked; all without one is a list of the others. */
export function toggleOne(choice: Choice, id: string, ids: readonly string[]): Choice {
  const chosen = choice ?? ids;
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
}
