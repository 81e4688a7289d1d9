import { IconUserPlus, IconUserX } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLine } from '../api/imports';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Checkbox, Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { StateBadge } from '../ui/StateBadge';

type Refusal = NonNullable<ImportLine['grants'][number]['refusal']>;

const ofOnePage = 50;

/** The lines of a file, or those with faults alone, page by page. */
export function PreviewTable({ lines, refused }: { lines: readonly ImportLine[]; refused: number }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const format = useFormat();
  const [faultsOnly, setFaultsOnly] = useState(false);
  const [pages, setPages] = useState(1);
  const found = faultsOnly ? lines.filter(({ problems }) => problems.length > 0) : lines;
  const rows = found.slice(0, pages * ofOnePage);
  const textOf = useCallback((code: string) => problemText(new ApiProblem(code, 0, null)), [problemText]);
  const whyNot = useCallback(
    ({ code, rule, mend }: Refusal) =>
      [rule ? t(`rule.${rule}`) : textOf(code), mend && t(`mend.${mend}`)].filter(Boolean).join(' '),
    [t, textOf],
  );
  const columns = useMemo<Column<ImportLine>[]>(
    () => [
      { id: 'line', header: t('import.column.line'), width: '8%', align: 'right', cell: ({ line }) => line },
      {
        id: 'who',
        header: t('bulk.user'),
        width: '45%',
        cell: ({ name, address, accountType, organization, grants }) => (
          <>
            {name}
            <Text span display="block" size="xs" c="dimmed">
              {[address, t(`accountType.${accountType}`), organization].filter(Boolean).join(' · ')}
            </Text>
            {grants.length > 0 && (
              <Text span display="block" size="xs" c="dimmed">
                {t('import.gives', { list: format.list(grants.map((grant) => grant.name)) })}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'outcome',
        header: t('import.column.outcome'),
        cell: ({ problems, grants }) =>
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
                {[
                  ...problems
                    .filter((code) => !grants.some(({ refusal }) => refusal?.code === code))
                    .map(textOf),
                  ...grants.flatMap(({ name, refusal }) =>
                    refusal ? `${t('import.quoted', { text: name })}: ${whyNot(refusal)}` : [],
                  ),
                ].join(' ')}
              </Text>
            </>
          ),
      },
    ],
    [t, format, textOf, whyNot],
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
