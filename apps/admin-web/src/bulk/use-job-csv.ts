import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BulkItem, bulkItems, type BulkJob } from '../api/bulk';
import { ApiProblem } from '../api/problem';
import { useProblemText } from '../i18n/problem-text';
import { csvOf } from '../ui/csv';
import { download } from '../ui/download';
import { toastError } from '../ui/toast';

/** Offers the result for each as a file. */
export function useJobCsv({ jobId, act, createdAt }: BulkJob) {
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: () => everyItem(jobId),
    onSuccess: (items) => {
      const imported = act === 'import_users';
      const invited = act === 'invite_users';
      const addressed = imported || invited;
      const header = [
        ...(imported ? [t('import.column.line')] : []),
        ...(addressed ? [t('person.email')] : []),
        ...(invited ? [] : [t('bulk.user')]),
        ...[t('bulk.id'), t('bulk.result'), t('bulk.why')],
      ];
      const rows = items.map(({ line, address, userId, name, state, outcome, problem }) => [
        ...(imported ? [String(line)] : []),
        ...(addressed ? [address ?? ''] : []),
        ...(invited ? [] : [name ?? '']),
        userId ?? '',
        outcome ? t(`outcome.${outcome}`) : t(`bulk.item.${state}`),
        problem === null || outcome ? '' : problemText(new ApiProblem(problem, 0, null)),
      ]);
      const separator = i18n.language === 'en' ? ',' : ';';
      download(
        `${act}_${createdAt.slice(0, 10)}.csv`,
        'text/csv;charset=utf-8',
        csvOf([header, ...rows], separator),
      );
    },
    onError: (error) => toastError(problemText(error)),
  });
}

async function everyItem(jobId: string): Promise<BulkItem[]> {
  const items: BulkItem[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await bulkItems(jobId, { query: { cursor, limit: 200 } });
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
