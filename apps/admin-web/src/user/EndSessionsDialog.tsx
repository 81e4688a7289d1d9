import { useTranslation } from 'react-i18next';
import { endUserSessions, type UserProfile } from '../api/identity';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { displayName } from '../users/display-name';
import { useUserCommand } from './use-user-command';

/** Ends every session of a user, with a comment if one likes (L13). */
export function EndSessionsDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  const form = useForm({ initialValues: { comment: '' } });
  const showProblems = useFieldProblems(form);
  const ending = useUserCommand(
    ({ comment }: typeof form.values) => endUserSessions(user.userId, { comment: comment.trim() || null }),
    { userId: user.userId, success: t('sessions.allEnded', { name }), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={t('sessions.endAllTitle', { name })}>
      <form
        noValidate
        data-trace="end sessions"
        onSubmit={form.onSubmit((values) => ending.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={ending.error} />
          <Text>{t('sessions.endAllText')}</Text>
          <Textarea
            label={t('sessions.comment')}
            description={t('sessions.commentHint')}
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
            <Button type="submit" loading={ending.isPending} data-trace="end sessions">
              {t('sessions.endAllSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
