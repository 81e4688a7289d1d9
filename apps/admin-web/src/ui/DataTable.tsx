import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import { useScrollable } from './use-scrollable';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The column can be sorted by its id; the order itself is the service's. */
  sortable?: boolean;
  align?: 'left' | 'right';
  /** CSS width, so that skeletons and rows agree. */
  width?: string;
  /** The column keeps to its width, and what does not fit is for the cell to cut off. */
  truncated?: boolean;
};

export type DataTableProps<Row extends object> = {
  /** What the table holds, for those who cannot see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** `name` or `-name`. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** No rows are known yet: placeholders stand in their places. */
  loading?: boolean;
  /** New rows are on their way; the old ones stay, paler. */
  refreshing?: boolean;
  /** Rows close together. */
  dense?: boolean;
  /** Below this width (CSS) the table scrolls by itself, never the page. */
  minWidth?: string;
  /** Rows can be chosen. */
  choice?: RowChoice<Row>;
};

type RowChoice<Row> = {
  isChosen: (id: string) => boolean;
  /** @param range with all rows between this one and the one that was chosen before */
  onToggle: (id: string, range: boolean) => void;
  page: 'none' | 'some' | 'all';
  onTogglePage: () => void;
  pageLabel: string;
  rowLabel: (row: Row) => string;
  /** Whether the letter X does what the box does, of the row that has the focus. */
  byKey: boolean;
};

const features = tableFeatures({ rowSortingFeature });
const placeholders = Array.from({ length: 8 }, (_, index) => index);

/** A table of rows that a service has sorted and cut: headers that sort, skeletons, its own horizontal scrolling. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, sort, onSort, choice, loading = false, refreshing = false } = props;
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const columnDefinitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.accessor((row) => row, {
          id: column.id,
          header: column.header,
          enableSorting: column.sortable ?? false,
        }),
      ),
    );
  }, [columns]);
  const sorting = useMemo(
    () => (sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []),
    [sort],
  );
  const table = useTable({
    features,
    columns: columnDefinitions,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [first] = typeof update === 'function' ? update(sorting) : update;
      if (first) onSort?.(first.desc ? `-${first.id}` : first.id);
    },
  });
  const scrollable = useScrollable(caption);

  return (
    <div className={classes.scroll} {...scrollable}>
      <table
        className={classes.table}
        aria-label={caption}
        aria-busy={loading || refreshing}
        data-refreshing={refreshing || undefined}
        data-dense={props.dense || undefined}
        style={{ minWidth: props.minWidth }}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {choice && (
                <th className={classes.choice}>
                  <PageBox {...choice} disabled={rows.length === 0} />
                </th>
              )}
              {group.headers.map(({ id, column }) => {
                const shown = byId.get(column.id);
                const sorted = column.getIsSorted();
                return (
                  <th
                    key={id}
                    data-align={shown?.align}
                    style={{ width: shown?.width }}
                    aria-sort={
                      !column.getCanSort()
                        ? undefined
                        : sorted === 'asc'
                          ? 'ascending'
                          : sorted === 'desc'
                            ? 'descending'
                            : 'none'
                    }
                  >
                    {column.getCanSort() ? (
                      <SortButton sorted={sorted} onClick={() => column.toggleSorting()}>
                        {shown?.header}
                      </SortButton>
                    ) : (
                      shown?.header
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {loading
            ? placeholders.map((row) => (
                <tr key={row}>
                  {choice && <td className={classes.choice} />}
                  {columns.map((column) => (
                    <td key={column.id}>
                      <Skeleton
                        height={12}
                        width={`${55 + ((row * 17 + column.id.length * 7) % 35)}%`}
                        my={10}
                      />
                    </td>
                  ))}
                </tr>
              ))
            : table.getRowModel().rows.map((row) => (
                <tr
                  key={row.id}
                  data-chosen={choice?.isChosen(row.id) || undefined}
                  {...(choice?.byKey && { onKeyDown: toggledByKey(() => choice.onToggle(row.id, false)) })}
                >
                  {choice && (
                    <td className={classes.choice}>
                      <input
                        type="checkbox"
                        aria-label={choice.rowLabel(row.original)}
                        checked={choice.isChosen(row.id)}
                        onChange={({ nativeEvent }) =>
                          choice.onToggle(row.id, (nativeEvent as MouseEvent).shiftKey)
                        }
                      />
                    </td>
                  )}
                  {row.getAllCells().map((cell) => (
                    <td
                      key={cell.id}
                      data-align={byId.get(cell.column.id)?.align}
                      data-truncated={byId.get(cell.column.id)?.truncated}
                    >
                      {/* Called, not made an element of: new columns would take an open menu out of its row. */}
                      {byId.get(cell.column.id)?.cell(row.original)}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

/** Chooses the whole page, or nobody of it. */
function PageBox<Row>({ page, onTogglePage, pageLabel, disabled }: RowChoice<Row> & { disabled: boolean }) {
  return (
    <input
      type="checkbox"
      aria-label={pageLabel}
      disabled={disabled}
      checked={page === 'all'}
      ref={(box) => {
        if (box) box.indeterminate = page === 'some';
      }}
      onChange={onTogglePage}
    />
  );
}

const toggledByKey = (toggle: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  toggle();
};

function SortButton({
  sorted,
  onClick,
  children,
}: {
  sorted: false | 'asc' | 'desc';
  onClick: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const Arrow = sorted === 'asc' ? IconArrowUp : sorted === 'desc' ? IconArrowDown : IconArrowsSort;
  return (
    <UnstyledButton
      className={classes.sort}
      data-sorted={sorted || undefined}
      onClick={onClick}
      data-trace="sort list"
    >
      {children}
      <Arrow size={14} role="img" aria-label={sorted ? t(`sort.${sorted}`) : t('sort.none')} />
    </UnstyledButton>
  );
}
