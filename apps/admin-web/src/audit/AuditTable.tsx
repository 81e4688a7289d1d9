import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/audit';
import { type Column, DataTable } from '../ui/DataTable';
import { RouterLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';
import classes from './Audit.module.css';
import type { AuditSearch } from './search';
import { useActText } from './use-act-text';
import { Who } from './Who';

type TableProps = { rows: readonly AuditEntry[]; loading: boolean; search: AuditSearch };

/** What was done, newest first; each entry opens in the address. */
export function AuditTable({ rows, loading, search }: TableProps) {
  const { t } = useTranslation();
  const actText = useActText();
  const columns = useMemo<Column<AuditEntry>[]>(
    () => [
      {
        id: 'time',
        header: t('audit.column.time'),
        width: '19%',
        cell: (row) => <Time at={row.occurredAt} seconds />,
      },
      {
        id: 'act',
        header: t('audit.column.act'),
        width: '27%',
        cell: (row) => (
          <RouterLink to="/audit" search={{ ...search, entry: row.eventId }} resetScroll={false}>
            {actText(row.type)}
          </RouterLink>
        ),
      },
      { id: 'actor', header: t('audit.filter.actor'), width: '22%', cell: (row) => <Who entry={row} /> },
      {
        id: 'subject',
        header: t('audit.filter.subject'),
        cell: (row) => (
          <RouterLink to="/audit" search={{ subject: row.subject }} className={classes.subject}>
            {row.subject}
          </RouterLink>
        ),
      },
    ],
    [t, actText, search],
  );
  return (
    <DataTable
      caption={t('audit.title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.eventId}
      loading={loading}
      minWidth="760px"
    />
  );
}
