import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../api/identity';
import { Button, Group, Stack, Text, Textarea, useForm } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { FormProblem } from '../ui/FormProblem';
import { useFieldProblems } from '../ui/use-field-problems';
import { useUserCommand } from './use-user-command';

type CommentDialogProps<Result extends CommandResult> = {
  user: { userId: string };
  /** Carries it out; `comment` is `null` where nothing was typed. */
  command: (request: { comment: string | null }) => Promise<Result>;
  /** Takes it back, where the person asks for it soon. */
  undo?: () => void;
  /** What the trace of the click is called. */
  trace: string;
  texts: { title: string; consequences: string; comment: string; hint: string; submit: string; done: string };
  onClose: () => void;
};

/** Asks before an act on a user, with a comment for the history if one likes. */
export function CommentDialog<Result extends CommandResult>(props: CommentDialogProps<Result>) {
  const { user, command, undo, trace, texts, onClose } = props;
  const { t } = useTranslation();
  const form = useForm({ initialValues: { comment: '' } });
  const showProblems = useFieldProblems(form);
  const acting = useUserCommand(
    ({ comment }: typeof form.values) => command({ comment: comment.trim() || null }),
    { userId: user.userId, success: texts.done, ...(undo && { undo }), onDone: onClose },
  );
  return (
    <Dialog opened onClose={onClose} title={texts.title}>
      <form
        noValidate
        data-trace={trace}
        onSubmit={form.onSubmit((values) => acting.mutate(values, { onError: showProblems }))}
      >
        <Stack>
          <FormProblem error={acting.error} />
          <Text>{texts.consequences}</Text>
          <Textarea
            label={texts.comment}
            description={texts.hint}
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
            <Button type="submit" loading={acting.isPending} data-trace={trace}>
              {texts.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
