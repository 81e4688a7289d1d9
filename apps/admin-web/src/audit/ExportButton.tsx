import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditEntry, type AuditFilter, readAudit } from '../api/audit';
import type { MergedPage } from '../history/merge-histories';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { Button } from '../ui/basics';
import { csvOf } from '../ui/csv';
import { download } from '../ui/download';
import { toastError, toastSuccess } from '../ui/toast';

/** Rows that one file holds: a browser keeps them in memory. */
const most = 10_000;

async function readAll(filter: AuditFilter): Promise<{ rows: AuditEntry[]; isWhole: boolean }> {
  const rows: AuditEntry[] = [];
  let rest: MergedPage<AuditEntry>['rest'] = null;
  do {
    const page: MergedPage<AuditEntry> = await readAudit(filter, rest);
    rows.push(...page.items);
    rest = page.rest;
  } while (rest && rows.length < most);
  return { rows, isWhole: rest === null };
}

const header = ['time', 'type', 'actor', 'onBehalfOf', 'subject', 'version', 'facts', 'eventId', 'traceId'];

/** Offers what the filters match as a CSV file. */
export function ExportButton({ filter, disabled }: { filter: AuditFilter; disabled: boolean }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const exporting = useMutation({
    mutationFn: () => readAll(filter),
    onSuccess: ({ rows, isWhole }) => {
      const lines = rows.map((row) => [
        row.occurredAt,
        row.type,
        `${row.actor.kind}/${row.actor.id}`,
        row.onBehalfOf ? `user/${row.onBehalfOf.id}` : '',
        row.subject,
        String(row.version),
        JSON.stringify(row.facts),
        row.eventId,
        row.traceId ?? '',
      ]);
      download(
        `audit_${new Date().toISOString().slice(0, 10)}.csv`,
        'text/csv;charset=utf-8',
        csvOf([header, ...lines], i18n.language === 'en' ? ',' : ';'),
      );
      const number = format.number(rows.length);
      toastSuccess(t(isWhole ? 'audit.exported' : 'audit.exportedNewest', { number }));
    },
    onError: (error) => toastError(problemText(error)),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      loading={exporting.isPending}
      disabled={disabled}
      onClick={() => exporting.mutate()}
      data-trace="export audit trail"
    >
      {t('audit.export')}
    </Button>
  );
}
