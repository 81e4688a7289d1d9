import { IconMessages } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnDialogue } from '../api/dialogues';
import { Group, Stack } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
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
        <EmptyState
          icon={IconMessages}
          title={t(closedToo ? 'dialogues.none' : 'dialogues.noneOpen')}
          description={
            closedToo ? none : t('dialogues.noneOpenText', { none, closedToo: t('dialogues.closedToo') })
          }
        />
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
      <LoadMore list={dialogues} trace="load more dialogues" />
    </Stack>
  );
}
