import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem';
import { useFormat } from '../i18n/format';
import { Stack, Text } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { columnNames } from './template';

/** Why a file cannot be imported at all, and where to look. */
export function FileProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { line, columns } = error instanceof ApiProblem ? error.extensions : {};
  const names = Object.entries(columnNames(t)).flatMap(([column, name]) =>
    Array.isArray(columns) && columns.includes(column) ? name : [],
  );
  if (!error) return null;
  return (
    <Stack gap={6}>
      <FormProblem error={error} />
      {typeof line === 'number' && <Text size="sm">{t('import.atLine', { line: format.number(line) })}</Text>}
      {names.length > 0 && <Text size="sm">{t('import.aboutColumns', { list: format.list(names) })}</Text>}
    </Stack>
  );
}
