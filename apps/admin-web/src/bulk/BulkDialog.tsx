import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkJob, selectUsers, startBulkJob } from '../api/bulk';
import { ApiProblem } from '../api/problem';
import type { DirectoryUser } from '../api/tenancy';
import { useOnce } from '../api/use-once';
import { useFormat } from '../i18n/format';
import { withFurtherTexts } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Button, Group, PasswordInput, Skeleton, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { displayName } from '../users/display-name';
import type { UsersSearch } from '../users/search';
import type { ActOnMany } from './acts';
import { JobPanel } from './JobPanel';

const RoleField = lazy(() =>
  withFurtherTexts(import('./RoleField').then((module) => ({ default: module.RoleField }))),
);

type BulkDialogProps = {
  act: ActOnMany;
  /** `null`: all that match. */
  users: readonly DirectoryUser[] | null;
  search: UsersSearch;
  count: number;
  shown: string;
  /** @param started whether anything is being done */
  onClose: (started: boolean) => void;
};

/** So many are called by their names before something is done to them. */
const mostNamed = 6;

/** Asks before an act on many, then shows how far it is; closing it lets it go on. */
export function BulkDialog({
  act: { act, danger, comment, role },
  users,
  search,
  count,
  shown,
  onClose,
}: BulkDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const { me } = useSignedIn();
  const once = useOnce();
  // Of one press and its repeats: a wrong password or a lost answer selects nobody anew.
  const selection = useRef<string | null>(null);
  const [job, setJob] = useState<BulkJob | null>(null);
  const confirmed = act === 'remove';
  const form = useForm({
    initialValues: { comment: '', ownPassword: '', role: '' },
    validate: {
      comment: (value) => (comment === 'required' && !value.trim() ? t('block.reasonRequired') : null),
      ownPassword: (value) => (confirmed && !value ? t('field.required') : null),
      role: (value) => (role && !value ? t('field.required') : null),
    },
  });
  const starting = useMutation({
    mutationFn: async (values: typeof form.values) => {
      if (!users) selection.current ??= (await selectUsers(search)).selectionId;
      const whom = users ? { userIds: users.map(({ userId }) => userId) } : { selection: selection.current };
      if (whom.selection === null) throw new ApiProblem('user.not_found', 404, null);
      const asked = {
        act,
        comment: values.comment.trim() || null,
        ...(confirmed && { ownPassword: values.ownPassword }),
        ...(role && { role: values.role }),
      };
      return once((key) => startBulkJob({ ...asked, ...whom } as Parameters<typeof startBulkJob>[0], key));
    },
    onSuccess: (started) => {
      setJob(started);
      void queryClient.invalidateQueries({ queryKey: ['bulk-jobs'], exact: true });
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.is('password.wrong'))
        form.setFieldError('ownPassword', t('problem.password.wrong'));
    },
  });
  const close = () => {
    onClose(job !== null);
    if (job) void queryClient.invalidateQueries({ queryKey: ['users'] });
  };
  const organizationId = theirOrganization(users, search) ?? me.organization.organizationId;
  const names = users?.slice(0, mostNamed).map(displayName) ?? [];
  const more = count - names.length;
  return (
    <Dialog
      opened
      onClose={close}
      size={job ? 'xl' : 'md'}
      title={t('bulk.title', { act: t(`bulk.act.${act}`), users: t('bulk.users', { count, shown }) })}
    >
      {job ? (
        <JobPanel jobId={job.jobId} onClose={close} />
      ) : (
        <form
          noValidate
          data-trace={`${act} many`}
          onSubmit={form.onSubmit((values) => starting.mutate(values))}
        >
          <Stack>
            <FormProblem error={form.errors['ownPassword'] ? null : starting.error} />
            <Text>{t(`bulk.text.${act}`)}</Text>
            {names.length > 0 && (
              <Text c="dimmed" size="sm">
                {format.list(more > 0 ? [...names, t('bulk.others', { count: more })] : names)}
              </Text>
            )}
            {role && (
              <Suspense fallback={<Skeleton height={60} />}>
                <RoleField
                  organizationId={organizationId}
                  given={role === 'given'}
                  value={form.values.role || null}
                  onChange={(roleId) => form.setFieldValue('role', roleId ?? '')}
                  error={form.errors['role']}
                />
              </Suspense>
            )}
            {comment !== 'none' && (
              <Textarea
                label={t(comment === 'required' ? 'block.reason' : 'bulk.comment')}
                description={t('bulk.commentHint')}
                required={comment === 'required'}
                autosize
                minRows={2}
                maxRows={8}
                maxLength={1000}
                {...form.getInputProps('comment')}
              />
            )}
            {confirmed && (
              <PasswordInput
                label={t('bulk.ownPassword')}
                required
                autoComplete="current-password"
                {...form.getInputProps('ownPassword')}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close} data-autofocus>
                {t('action.cancel')}
              </Button>
              <Button
                type="submit"
                {...(danger ? { color: 'red' } : {})}
                loading={starting.isPending}
                data-trace={`${act} many`}
              >
                {t(`bulk.act.${act}`)}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

/** The organization of them all, whose roles they can have; where they are of several, those of the own one hold below it. */
function theirOrganization(users: readonly DirectoryUser[] | null, search: UsersSearch): string | undefined {
  if (!users) return search.organizationId;
  const [first, ...others] = new Set(users.map(({ organization }) => organization.organizationId));
  return others.length === 0 ? first : undefined;
}
