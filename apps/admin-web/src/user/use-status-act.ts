import { useTranslation } from 'react-i18next';
import { activateUser, deactivateUser, type UserProfile } from '../api/identity';
import { useProblemText } from '../i18n/problem-text';
import { toastError } from '../ui/toast';
import { displayName, type NamedUser } from '../users/display-name';
import { useUserCommand } from './use-user-command';

type Act = 'deactivate' | 'activate';

/**
 * Deactivates an active user, or activates one who is deactivated (L5): at once, because it is taken back as easily.
 * @returns which of the two fits, `null` where neither does
 */
export function useStatusAct(user: NamedUser & Pick<UserProfile, 'status'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const name = displayName(user);
  const { userId, status } = user;
  const change = (act: Act) =>
    act === 'deactivate' ? deactivateUser(userId, { reason: null }) : activateUser(userId, { comment: null });
  const told = {
    userId,
    success: (_: unknown, act: Act) => t(`statusAct.${act}.done`, { name }),
    onError: (error: Error) => toastError(problemText(error)),
  };
  const back = useUserCommand(change, told);
  const acting = useUserCommand(change, {
    ...told,
    undo: (act) => back.mutate(act === 'deactivate' ? 'activate' : 'deactivate'),
  });
  const act: Act | null = status === 'inactive' ? 'activate' : status === 'active' ? 'deactivate' : null;
  return { act, carryOut: acting.mutate, pending: acting.isPending || back.isPending };
}
