import { useTranslation } from 'react-i18next';
import { unblockUser, type UserProfile } from '../api/identity';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { useUserCommand } from './use-user-command';

/** Unblocks a blocked user, with a comment if one likes (L6). */
export function UnblockDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const form = useForm({ initialValues: { comment: '' } });
  const showProblems = useFieldProblems(form);
  const unblocking = useUserCommand(
    ({ comment }: typeof form.values) => unblockUser(user.userId, { comment: comment.trim() || null }),
    { userId: user.userId, success: t('unblock.done', { name }), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={t('unblock.title', { name })}>
      <form
        noValidate
        data-trace="unblock user"
        onSubmit={form.onSubmit((values) => unblocking.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={unblocking.error} />
          <Text>{t('unblock.consequences')}</Text>
          <Textarea
            label={t('unblock.comment')}
            description={t('unblock.commentHint')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            {...form.getInputProps('comment')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={unblocking.isPending} data-trace="unblock user">
              {t('unblock.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
