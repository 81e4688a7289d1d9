import { IconMessages } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnDialogue } from '../api/dialogues';
import { Button, Group, Stack } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { EmptyState, ErrorState } from '../ui/States';
import { ToggleGroup } from '../ui/ToggleGroup';

type DialogueListProps<Row extends OwnDialogue> = {
  dialogues: UseInfiniteQueryResult<InfiniteData<{ items: Row[] }>>;
  columns: readonly Column<Row>[];
  /** Whether closed ones are shown as well. */
  closedToo: boolean;
  onClosedToo: (closedToo: boolean) => void;
  /** What stands there where there are none. */
  none: string;
  /** Below this width (CSS) the table scrolls by itself; it fits where it is not said. */
  minWidth?: string;
};

/** Dialogues, open ones first. */
export function DialogueList<Row extends OwnDialogue>(props: DialogueListProps<Row>) {
  const { dialogues, columns, closedToo, onClosedToo, none, minWidth } = props;
  const { t } = useTranslation();
  const rows = dialogues.data?.pages.flatMap((page) => page.items) ?? [];
  if (dialogues.error && !dialogues.data)
    return <ErrorState error={dialogues.error} onRetry={() => void dialogues.refetch()} />;
  return (
    <Stack>
      <Group>
        <ToggleGroup
          label={t('dialogues.filter')}
          options={[{ value: 'closed', label: t('dialogues.closedToo') }]}
          value={closedToo ? ['closed'] : []}
          onChange={(pressed) => onClosedToo(pressed.length > 0)}
        />
      </Group>
      {rows.length === 0 && !dialogues.isPending ? (
        <EmptyState icon={IconMessages} title={t('dialogues.none')} description={none} />
      ) : (
        <DataTable
          caption={t('dialogues.title')}
          columns={columns}
          rows={rows}
          rowId={({ dialogueId }) => dialogueId}
          loading={dialogues.isPending}
          refreshing={dialogues.isPlaceholderData}
          {...(minWidth === undefined ? {} : { minWidth })}
        />
      )}
      {dialogues.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={dialogues.isFetchingNextPage}
            onClick={() => void dialogues.fetchNextPage()}
            data-trace="load more dialogues"
          >
            {t('users.loadMore')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
