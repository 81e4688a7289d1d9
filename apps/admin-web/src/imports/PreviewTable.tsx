import { IconUserPlus, IconUserX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLine } from '../api/imports';
import { ApiProblem } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { Checkbox, Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { StateBadge } from '../ui/StateBadge';

const ofOnePage = 50;

/** The lines of a file, or those with faults alone, page by page. */
export function PreviewTable({ lines, refused }: { lines: readonly ImportLine[]; refused: number }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [faultsOnly, setFaultsOnly] = useState(false);
  const [pages, setPages] = useState(1);
  const found = faultsOnly ? lines.filter(({ problems }) => problems.length > 0) : lines;
  const rows = found.slice(0, pages * ofOnePage);
  const columns = useMemo<Column<ImportLine>[]>(
    () => [
      { id: 'line', header: t('import.column.line'), width: '8%', align: 'right', cell: ({ line }) => line },
      {
        id: 'who',
        header: t('bulk.user'),
        width: '45%',
        cell: ({ name, address, accountType, organization }) => (
          <>
            {name}
            <Text span display="block" size="xs" c="dimmed">
              {[address, t(`accountType.${accountType}`), organization].filter(Boolean).join(' · ')}
            </Text>
          </>
        ),
      },
      {
        id: 'outcome',
        header: t('import.column.outcome'),
        cell: ({ problems }) =>
          problems.length === 0 ? (
            <StateBadge tone="good" icon={IconUserPlus}>
              {t('import.creates')}
            </StateBadge>
          ) : (
            <>
              <StateBadge tone="warning" icon={IconUserX}>
                {t('import.leavesOut')}
              </StateBadge>
              <Text span display="block" size="sm" my={3}>
                {problems.map((code) => problemText(new ApiProblem(code, 0, null))).join(' ')}
              </Text>
            </>
          ),
      },
    ],
    [t, problemText],
  );
  const more = {
    hasNextPage: rows.length < found.length,
    isFetchingNextPage: false,
    fetchNextPage: () => Promise.resolve(setPages((shown) => shown + 1)),
  };
  return (
    <Stack gap="sm">
      {refused > 0 && (
        <Checkbox
          label={t('import.faultsOnly')}
          checked={faultsOnly}
          onChange={(event) => {
            setFaultsOnly(event.currentTarget.checked);
            setPages(1);
          }}
        />
      )}
      <DataTable
        caption={t('import.preview')}
        columns={columns}
        rows={rows}
        rowId={({ line }) => String(line)}
        minWidth="480px"
        dense
      />
      <LoadMore list={more} trace="show more lines" />
    </Stack>
  );
}
