import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { exportUsers } from '../api/tenancy';
import { languages } from '../i18n/i18n';
import { Button, Group, Radio, Select, Stack, Text, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { save } from '../ui/download';
import { FormProblem } from '../ui/FormProblem';
import { toastSuccess } from '../ui/toast';
import { useFilterWords } from './filter-words';
import type { UsersSearch } from './search';

const delimiters = ['comma', 'semicolon', 'tab'] as const;
type Form = { format: 'csv' | 'xlsx'; delimiter: (typeof delimiters)[number] };

type ExportDialogProps = { search: UsersSearch; count: string | undefined; onClose: () => void };

/** All users who match, as a file: which form, and for which spreadsheet. */
export function ExportDialog({ search, count, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation();
  const words = useFilterWords(search).map(({ label }) => label);
  const language = languages.find((one) => one === i18n.language) ?? 'en';
  const form = useForm<Form>({
    // What spreadsheets of these languages take for a column: their comma stands in numbers.
    initialValues: { format: 'csv', delimiter: language === 'en' ? 'comma' : 'semicolon' },
  });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const exporting = useMutation({
    mutationFn: ({ format, delimiter }: Form) => {
      running.current = new AbortController();
      return exportUsers(
        { ...search, format, language, delimiter: format === 'csv' ? delimiter : undefined },
        running.current.signal,
      );
    },
    onSuccess: ({ name, content }) => {
      save(name, content);
      toastSuccess(t('export.done', { name }));
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('export.title')}>
      <form
        noValidate
        data-trace="export users"
        onSubmit={form.onSubmit((values) => exporting.mutate(values))}
      >
        <Stack>
          <FormProblem error={exporting.error} />
          <Text>
            {count ? t('export.what', { count }) : ''}{' '}
            {words.length > 0 ? words.join(' · ') : t('export.all')}
          </Text>
          <Radio.Group label={t('export.format')} {...form.getInputProps('format')}>
            <Stack gap={6} mt={4}>
              <Radio value="csv" label={t('export.csv')} description={t('export.csvHint')} />
              <Radio value="xlsx" label={t('export.xlsx')} description={t('export.xlsxHint')} />
            </Stack>
          </Radio.Group>
          {form.values.format === 'csv' && (
            <Select
              label={t('export.delimiter')}
              data={delimiters.map((value) => ({ value, label: t(`export.delimiter.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('delimiter')}
            />
          )}
          <Text size="sm" c="dimmed">
            {t('export.told')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={exporting.isPending} data-trace="export users">
              {t('users.export')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
