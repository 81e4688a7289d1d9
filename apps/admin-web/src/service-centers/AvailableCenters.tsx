import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { availableServiceCentersQuery } from '../api/access-queries';
import {
  Button,
  Group,
  Skeleton,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
  useDebouncedCallback,
} from '../ui/basics';
import { Highlight } from '../ui/Highlight';
import { ErrorState } from '../ui/States';
import classes from './AvailableCenters.module.css';

type AvailableCentersProps = {
  userId: string;
  onChoose: (center: { serviceCenterId: string; name: string }) => void;
  onCancel: () => void;
};

/** The service centers that the user can be bound to by this person, found by typing. */
export function AvailableCenters({ userId, onChoose, onCancel }: AvailableCentersProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const search = useDebouncedCallback((text: string) => setQ(text.trim()), 250);
  const centers = useInfiniteQuery(availableServiceCentersQuery(userId, q));
  const rows = centers.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <TextInput
        type="search"
        label={t('bind.search')}
        description={t('bind.searchHint')}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => search(event.currentTarget.value)}
      />
      {centers.error && !centers.data && (
        <ErrorState error={centers.error} onRetry={() => void centers.refetch()} />
      )}
      {centers.isPending && (
        <Stack aria-hidden gap="xs">
          <Skeleton height={44} />
          <Skeleton height={44} />
        </Stack>
      )}
      <Text role="status" c="dimmed" size="sm">
        {centers.data && rows.length === 0 ? t(q ? 'state.noMatch.title' : 'bind.none') : ''}
      </Text>
      {rows.length > 0 && (
        <ul className={classes.list} aria-label={t('bind.search')}>
          {rows.map((center) => (
            <li key={center.serviceCenterId}>
              <UnstyledButton className={classes.choice} onClick={() => onChoose(center)}>
                <Text fw={550}>
                  <Highlight text={center.name} query={q} />
                </Text>
                <Text size="sm" c="dimmed">
                  {center.organization && `${center.organization.name} · `}
                  {t('centers.customers', { count: center.customers })}
                  {' · '}
                  {t('centers.entities', { count: center.entities })}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <Group justify="space-between">
        {centers.hasNextPage ? (
          <Button
            variant="subtle"
            loading={centers.isFetchingNextPage}
            onClick={() => void centers.fetchNextPage()}
          >
            {t('users.loadMore')}
          </Button>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
