import { useTranslation } from 'react-i18next';
import { activateUser, deactivateUser } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { toastError } from '../ui/toast';
import { displayName, type NamedUser } from '../users/display-name';
import { CommentDialog } from './CommentDialog';
import type { StatusChange } from './status-act';
import { useUserCommand } from './use-user-command';

const commands = {
  deactivate: (userId: string, comment: string | null) => deactivateUser(userId, { reason: comment }),
  activate: (userId: string, comment: string | null) => activateUser(userId, { comment }),
};
const opposite = { deactivate: 'activate', activate: 'deactivate' } as const;

type StatusActDialogProps = { act: StatusChange; user: NamedUser; onClose: () => void };

/** Deactivates or activates the user, with a comment if one likes, and with a way back (L5). */
export function StatusActDialog({ act, user, onClose }: StatusActDialogProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [name, { userId }] = [displayName(user), user];
  const back = useUserCommand(() => commands[opposite[act]](userId, null), {
    userId,
    success: t(`statusAct.${opposite[act]}.done`, { name }),
    onError: (error: Error) => toastError(problemText(error)),
  });
  return (
    <CommentDialog
      user={user}
      command={({ comment }) => commands[act](userId, comment)}
      undo={() => back.mutate(undefined)}
      trace={`${act} user`}
      texts={{
        title: t(`statusAct.${act}.title`, { name }),
        consequences: t(`statusAct.${act}.consequences`),
        comment: t('unblock.comment'),
        hint: t('unblock.commentHint'),
        submit: t(`statusAct.${act}.submit`),
        done: t(`statusAct.${act}.done`, { name }),
      }}
      onClose={onClose}
    />
  );
}
