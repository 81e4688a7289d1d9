import type { FoundOrganization } from '../api/organizations';

/**
 * Those of a search's hits that stand directly below an organization.
 * @param above the names on the path of the organization, from the organization of the signed-in person down
 */
export const directlyBelow = (
  found: readonly FoundOrganization[],
  above: readonly string[],
): FoundOrganization[] =>
  found.filter(
    ({ path }) => path.length === above.length + 1 && above.every((name, index) => path[index] === name),
  );
