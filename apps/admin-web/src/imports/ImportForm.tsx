import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationsQuery } from '../api/queries';
import { languageNames, languages } from '../i18n/i18n';
import { Button, type Form, Group, Select, Stack, Text, Title } from '../ui/basics';
import { FileDrop } from '../ui/FileDrop';
import { AccountTypeField } from '../users/AccountTypeField';
import { OrganizationSelect } from '../users/OrganizationSelect';
import type { ImportRequest } from './ImportPreview';
import { FileProblem } from './FileProblem';
import { downloadTemplate } from './template';

type ImportFormProps = {
  form: Form<ImportRequest>;
  /** The organization that is chosen at first. */
  into: { organizationId: string; name: string };
  previewing: { isPending: boolean; error: Error | null };
  onFile: (file: File) => void;
  onCancel: () => void;
};

/** What holds for lines that do not say it themselves, and the file. */
export function ImportForm({ form, into, previewing, onFile, onCancel }: ImportFormProps) {
  const { t, i18n } = useTranslation();
  const several = (useQuery(organizationsQuery('')).data?.items.length ?? 0) > 1;
  return (
    <Stack>
      <FileProblem error={previewing.error} />
      <FileDrop
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        hint={t('import.drop')}
        choose={t('import.choose')}
        loading={previewing.isPending}
        onFile={onFile}
      >
        {t('import.limits')}
      </FileDrop>
      <Text role="status" size="sm" c="dimmed">
        {previewing.isPending && t('import.reading')}
      </Text>
      <section aria-label={t('import.defaults')}>
        <Stack>
          <Title order={3} size="h4">
            {t('import.defaults')}
          </Title>
          {several && (
            <OrganizationSelect
              label={t('users.column.organization')}
              description={t('import.organizationHint')}
              allowDeselect={false}
              known={into}
              disabled={previewing.isPending}
              {...form.getInputProps('organizationId')}
            />
          )}
          <AccountTypeField disabled={previewing.isPending} {...form.getInputProps('accountType')} />
          <Select
            label={t('person.language')}
            description={t('import.languageHint')}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
            allowDeselect={false}
            disabled={previewing.isPending}
            {...form.getInputProps('language')}
          />
        </Stack>
      </section>
      <Group justify="space-between">
        <Button
          variant="subtle"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => downloadTemplate(t, i18n.language)}
        >
          {t('import.template')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
