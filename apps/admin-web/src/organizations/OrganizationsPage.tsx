import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundOrganizationsQuery, organizationQuery } from '../api/organization-queries';
import { HelpButton } from '../help/HelpButton';
import { useSignedIn } from '../session/me-context';
import { ActionIcon, Skeleton, Stack, Text, TextInput, useDebouncedCallback } from '../ui/basics';
import { Page } from '../ui/Page';
import { ErrorState, NoMatchState, NoPermissionState } from '../ui/States';
import { mayOpenOrganizations } from './may-open';
import { OrganizationLink } from './OrganizationLink';
import { OrganizationTree } from './OrganizationTree';
import classes from './organizations.module.css';

const route = getRouteApi('/console/organizations');

/** The organizations of one's subtree: a tree that loads as it opens, and a search over all of it (A1). */
export function OrganizationsPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  const show = (text: string) =>
    void navigate({ search: { q: text.trim() || undefined }, replace: true, resetScroll: false });
  const search = useDebouncedCallback(show, 250);
  const reset = () => {
    setTyped('');
    show('');
  };
  if (!mayOpenOrganizations(may))
    return (
      <Page title={t('organizations.title')}>
        <NoPermissionState description={t('organizations.noPermission')} />
      </Page>
    );
  return (
    <Page
      title={t('organizations.title')}
      beside={
        <HelpButton
          what={t('organizations.title')}
          about={['createOrganization', 'switchOrganization', 'assignLines']}
        />
      }
      lead={<Text c="dimmed">{t('organizations.lead')}</Text>}
    >
      <Stack gap="md">
        <TextInput
          type="search"
          className={classes.search}
          aria-label={t('organizations.search')}
          placeholder={t('organizations.searchHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            typed && (
              <ActionIcon variant="subtle" color="gray" aria-label={t('users.clearSearch')} onClick={reset}>
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )
          }
          value={typed}
          maxLength={200}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        {q ? <Found q={q} onReset={reset} /> : <Tree />}
      </Stack>
    </Page>
  );
}

function Tree() {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  const own = useQuery(organizationQuery(me.organization.organizationId));
  if (own.error && !own.data) return <ErrorState error={own.error} onRetry={() => void own.refetch()} />;
  if (!own.data) return <ListSkeleton />;
  return (
    <div className={classes.frame}>
      <OrganizationTree
        root={{ ...own.data, hasChildren: own.data.children.count > 0 }}
        label={t('organizations.title')}
      />
      {own.data.children.count === 0 && <div className={classes.note}>{t('organizations.none')}</div>}
    </div>
  );
}

function Found({ q, onReset }: { q: string; onReset: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(foundOrganizationsQuery(q));
  if (found.error && !found.data)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <ListSkeleton />;
  const { items } = found.data;
  if (items.length === 0) return <NoMatchState onReset={onReset} />;
  return (
    <>
      <Text c="dimmed" size="sm" role="status">
        {t('organizations.found', { count: items.length })}
      </Text>
      <div className={classes.frame} aria-busy={found.isPlaceholderData}>
        <ul className={classes.tree} aria-label={t('organizations.foundLabel')}>
          {items.map((organization) => (
            <li key={organization.organizationId} className={classes.found}>
              <span className={classes.row}>
                <OrganizationLink organization={organization} query={q} />
              </span>
              {organization.path.length > 1 && (
                <Text size="sm" c="dimmed" px={6}>
                  {organization.path.slice(0, -1).join(' / ')}
                </Text>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function ListSkeleton() {
  return (
    <Stack aria-hidden className={classes.frame} p="md">
      <Skeleton height={14} width="40%" />
      <Skeleton height={14} width="55%" />
      <Skeleton height={14} width="35%" />
    </Stack>
  );
}
