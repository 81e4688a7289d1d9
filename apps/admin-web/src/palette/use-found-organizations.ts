import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { foundOrganizationsQuery } from '../api/organization-queries';
import type { FoundOrganization } from '../api/organizations';
import { mayOpenOrganizations } from '../organizations/may-open';
import { useSignedIn } from '../session/me-context';
import type { Command } from '../ui/CommandDialog';

/** Hits of each kind that are shown; more of the text narrows them. */
export const shownOfEach = 6;
/** From how many characters on people and organizations are looked for. */
export const searchesFrom = 2;

type Named = Pick<FoundOrganization, 'organizationId' | 'name'> & { path: readonly string[] };

/** The names of those above the last one of a path, to tell it from others of its name; nothing at the top. */
export const aboveIn = (path: readonly string[]): string | undefined =>
  path.slice(0, -1).join(' / ') || undefined;

/** @returns a function that makes the command which leads to the page of an organization, after `onDone` */
export function useOpenOrganization(onDone: () => void): (organization: Named) => Command {
  const navigate = useNavigate();
  return ({ organizationId, name, path }) => ({
    id: organizationId,
    label: name,
    hint: aboveIn(path),
    icon: IconBuilding,
    run: () => {
      onDone();
      void navigate({ to: '/organizations/$organizationId', params: { organizationId } });
    },
  });
}

/** The organizations in whose name or id the text is. */
export function useFoundOrganizations(q: string): { found: readonly Named[]; loading: boolean } {
  const { may } = useSignedIn();
  const looks = mayOpenOrganizations(may) && q.length >= searchesFrom;
  const { data, isFetching, isPlaceholderData } = useQuery({ ...foundOrganizationsQuery(q), enabled: looks });
  const found = (isPlaceholderData ? [] : (data?.items ?? [])).slice(0, shownOfEach);
  return { found, loading: looks && isFetching && found.length === 0 };
}
