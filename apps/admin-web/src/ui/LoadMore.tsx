import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type LoadMoreProps = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** What the click is called in traces. */
  trace: string;
};

/** Below a list of pages: reads the next one, where there is one. */
export function LoadMore({ list, trace }: LoadMoreProps) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <Group justify="center">
      <Button
        variant="default"
        loading={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
        data-trace={trace}
      >
        {t('users.loadMore')}
      </Button>
    </Group>
  );
}
