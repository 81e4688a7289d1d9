import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { activateUser, deactivateUser, type UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useProblemText } from '../i18n/problem-text';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { toastError } from '../ui/toast';
import { displayName } from '../users/display-name';
import { useRefusal } from './decision-text';
import { useUserCommand } from './use-user-command';

type Act = 'deactivate' | 'activate';

/** Deactivates an active user, or activates one who is deactivated (L5): at once, because it is taken back as easily. */
export function StatusAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const problemText = useProblemText();
  const name = displayName(user);
  const { userId } = user;
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
  const act = user.status === 'inactive' ? 'activate' : 'deactivate';
  if (!may(`user.${act}`) || !['active', 'inactive'].includes(user.status)) return null;
  const Glyph = act === 'activate' ? IconPlayerPlay : IconPlayerPause;
  return (
    <RefusableButton
      variant={act === 'activate' ? 'filled' : 'default'}
      leftSection={<Glyph size={16} aria-hidden />}
      loading={acting.isPending || back.isPending}
      refused={refusal(access, `user.${act}`)}
      onClick={() => acting.mutate(act)}
      data-trace={`${act} user`}
    >
      {t(`statusAct.${act}.open`)}
    </RefusableButton>
  );
}
