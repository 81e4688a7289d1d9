import { IconMasksTheater, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationQuery } from '../api/organization-queries';
import { recentOrganizations } from '../organizations/recent';
import {
  aboveIn,
  searchesFrom,
  useFoundOrganizations,
  useOpenOrganization,
} from '../palette/use-found-organizations';
import { useSignedIn } from '../session/me-context';
import { Text, useDebouncedCallback } from '../ui/basics';
import { type Command, CommandDialog } from '../ui/CommandDialog';

const SwitchDialog = lazy(() =>
  import('../mirroring/SwitchDialog').then((module) => ({ default: module.SwitchDialog })),
);

type Organization = { organizationId: string; name: string; path: readonly string[] };

/**
 * Leads to another organization: those above the one whose page is open, those opened recently, and all that are found by
 * typing; or to acting as an administrator of one of them (A12).
 */
export function OrganizationSwitcher({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [q, setQ] = useState('');
  const search = useDebouncedCallback(setQ, 250);
  const [acting, setActing] = useState<Organization | null>(null);
  const open = useOpenOrganization(onClose);
  const path = usePath();
  const [recent] = useState(() => recentOrganizations(session.userId));
  const { found, loading } = useFoundOrganizations(q);
  const actThere = useActThere(setActing);

  const typed = query.trim();
  const looking = typed.length >= searchesFrom;
  // Hits of an older text would be chosen by who types fast and presses Enter.
  const searching = looking && (q !== typed || loading);
  const hits = looking ? (searching ? [] : found) : [];
  const others = looking ? [] : recent.filter((one) => path.every((step) => !isSame(step, one)));
  const all: Command = {
    id: 'all',
    label: t('organizationSwitch.all'),
    icon: IconSitemap,
    run: () => {
      onClose();
      void navigate({ to: '/organizations' });
    },
  };
  const sections = looking
    ? [
        { title: t('organizations.title'), commands: hits.map(open) },
        { title: t('organizationSwitch.act'), commands: hits.flatMap(actThere) },
      ]
    : [
        { title: t('organization.path'), commands: path.map(open) },
        { title: t('organizationSwitch.recent'), commands: others.map(open) },
        { title: t('organizations.title'), commands: [all] },
        { title: t('organizationSwitch.act'), commands: [...path, ...others].flatMap(actThere) },
      ];
  if (acting)
    return (
      <Suspense fallback={null}>
        <SwitchDialog organization={acting} onClose={onClose} />
      </Suspense>
    );
  return (
    <CommandDialog
      title={t('organizationSwitch.title')}
      label={t('organizations.search')}
      query={query}
      onQuery={(text) => {
        setQuery(text);
        search(text.trim());
      }}
      sections={sections}
      found={searching ? t('state.loading') : t('organizations.found', { count: hits.length })}
      empty={
        <Text c="dimmed" py="lg" ta="center">
          {t(searching ? 'state.loading' : 'organizationSwitch.none')}
        </Text>
      }
      onClose={onClose}
    />
  );
}

const isSame = (one: Organization, other: Organization): boolean =>
  one.organizationId === other.organizationId;

/** From the person's own organization to the one whose page is open. */
function usePath(): readonly Organization[] {
  const { me } = useSignedIn();
  const { organizationId = me.organization.organizationId } = useParams({ strict: false });
  const { data } = useQuery(organizationQuery(organizationId));
  const path = data?.path ?? me.organization.path;
  const names = path.map(({ name }) => name);
  return path.map((step, index) => ({ ...step, path: names.slice(0, index + 1) }));
}

/** The command that begins to act there, for an organization below the person's own, where they may at all. */
function useActThere(onChoose: (organization: Organization) => void): (one: Organization) => Command[] {
  const { me, may } = useSignedIn();
  return (one) =>
    may('user.mirror') && one.organizationId !== me.organization.organizationId
      ? [
          {
            id: `act-${one.organizationId}`,
            label: one.name,
            hint: aboveIn(one.path),
            icon: IconMasksTheater,
            run: () => onChoose(one),
          },
        ]
      : [];
}
