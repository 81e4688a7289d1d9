import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkJob } from '../api/bulk';
import { type ImportPreview as Preview, previewImport } from '../api/imports';
import { JobPanel } from '../bulk/JobPanel';
import { languages } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { ImportForm } from './ImportForm';
import { ImportPreview, type ImportRequest } from './ImportPreview';
import { readFile } from './read-file';

export type Chosen = { file: string; fileName: string };
/** What is shown, and what it was asked for with: that is what is imported. */
type Shown = { chosen: Chosen; values: ImportRequest; preview: Preview };

type ImportDialogProps = {
  /** Into which they are imported, where no line says otherwise; one’s own, if not given. */
  organization?: { organizationId: string; name: string };
  onClose: () => void;
};

/** Imports users from a file (L14): the file, what each line would do, one's own password, what each line has come to. */
export function ImportDialog({ organization, onClose }: ImportDialogProps) {
  const { t, i18n } = useTranslation();
  const { me } = useSignedIn();
  const into = organization ?? me.organization;
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [job, setJob] = useState<BulkJob | null>(null);
  const form = useForm<ImportRequest>({
    initialValues: {
      organizationId: into.organizationId,
      accountType: me.grantableAccountTypes[0] ?? 'standard',
      language: languages.find((language) => language === i18n.language) ?? 'en',
    },
    validate: { organizationId: (value) => (value ? null : t('field.required')) },
  });
  const previewing = useMutation({
    mutationFn: async ({ file, values }: { file: File; values: ImportRequest }): Promise<Shown> => {
      const chosen = { file: await readFile(file), fileName: file.name };
      return { chosen, values, preview: await previewImport({ ...values, file: chosen.file }) };
    },
    onSuccess: setShown,
  });
  const choose = (file: File) => {
    if (!form.validate().hasErrors) previewing.mutate({ file, values: form.values });
  };
  const close = () => {
    onClose();
    if (job) void queryClient.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <Dialog opened onClose={close} size={shown ? 'xl' : 'lg'} title={t('import.title')}>
      {job ? (
        <JobPanel jobId={job.jobId} onClose={close} />
      ) : shown ? (
        <ImportPreview
          {...shown}
          onStarted={(started) => {
            setJob(started);
            void queryClient.invalidateQueries({ queryKey: ['bulk-jobs'], exact: true });
          }}
          onAnother={() => setShown(null)}
        />
      ) : (
        <ImportForm into={into} form={form} previewing={previewing} onFile={choose} onCancel={onClose} />
      )}
    </Dialog>
  );
}
