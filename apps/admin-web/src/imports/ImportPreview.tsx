import { IconUserPlus, IconUserX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../api/bulk';
import { type ImportPreview as Preview, startImport } from '../api/imports';
import { useOnce } from '../api/use-once';
import { useFormat } from '../i18n/format';
import { OwnPassword } from '../session/OwnPassword';
import { isWrongPassword } from '../session/wrong-password';
import { Alert, Button, Group, Stack, Text, useForm } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { StateBadge } from '../ui/StateBadge';
import type { Chosen } from './ImportDialog';
import { PreviewTable } from './PreviewTable';
import { columnNames } from './template';

export type ImportRequest = Omit<Parameters<typeof startImport>[0], 'file' | 'fileName' | 'password'>;

type ImportPreviewProps = {
  chosen: Chosen;
  preview: Preview;
  values: ImportRequest;
  onStarted: (job: BulkJob) => void;
  onAnother: () => void;
};

/** What each line of the file would do, and the own password that has it done. */
export function ImportPreview({ chosen, preview, values, onStarted, onAnother }: ImportPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const once = useOnce();
  const { counts, columns, lines } = preview;
  const names = columnNames(t);
  const taken = columns.flatMap(({ header, column }) => {
    if (column === null) return [];
    return header === names[column]
      ? t('import.quoted', { text: header })
      : t('import.columnTaken', { header, column: names[column] });
  });
  const unknown = columns.flatMap(({ header, column }) =>
    column === null ? t('import.quoted', { text: header }) : [],
  );
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('field.required')) },
  });
  const starting = useMutation({
    mutationFn: ({ password }: typeof form.values) =>
      once((key) => startImport({ ...values, ...chosen, password }, key)),
    onSuccess: onStarted,
    onError: (error) => {
      if (isWrongPassword(error)) form.setFieldError('password', t('problem.password.wrong'));
    },
  });
  const summary = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => summary.current?.focus(), []);
  return (
    <Stack>
      <Group gap="sm" ref={summary} tabIndex={-1} role="group" aria-label={chosen.fileName}>
        <Text fw={600}>{chosen.fileName}</Text>
        <StateBadge tone="good" icon={IconUserPlus}>
          {t('import.count.create', { shown: format.number(counts.create) })}
        </StateBadge>
        {counts.refused > 0 && (
          <StateBadge tone="warning" icon={IconUserX}>
            {t('import.count.refused', { shown: format.number(counts.refused) })}
          </StateBadge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('import.columnsTaken', { list: format.list(taken) })}
      </Text>
      {unknown.length > 0 && (
        <Alert color="orange">
          {t('import.unknownColumns', { count: unknown.length, list: format.list(unknown) })}
        </Alert>
      )}
      <PreviewTable lines={lines} refused={counts.refused} />
      <form
        noValidate
        data-trace="import users"
        aria-label={t('import.title')}
        onSubmit={form.onSubmit((filled) => starting.mutate(filled))}
      >
        <Stack>
          <FormProblem error={form.errors['password'] ? null : starting.error} />
          {counts.create > 0 ? (
            <>
              <Text size="sm" c="dimmed">
                {t('import.note')}
              </Text>
              <OwnPassword {...form.getInputProps('password')} />
            </>
          ) : (
            <Text>{t('import.nothing')}</Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onAnother} disabled={starting.isPending}>
              {t('import.another')}
            </Button>
            {counts.create > 0 && (
              <Button type="submit" loading={starting.isPending} data-trace="import users">
                {t('import.submit', { count: counts.create, shown: format.number(counts.create) })}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}
