import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';
import { useStatusAct } from './use-status-act';

/** Deactivates or activates the user, with a way back (L5). */
export function StatusAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const { act, carryOut, pending } = useStatusAct(user);
  if (!act || !may(`user.${act}`)) return null;
  const Glyph = act === 'activate' ? IconPlayerPlay : IconPlayerPause;
  return (
    <RefusableButton
      variant={act === 'activate' ? 'filled' : 'default'}
      leftSection={<Glyph size={16} aria-hidden />}
      loading={pending}
      refused={refusal(access, `user.${act}`)}
      onClick={() => carryOut(act)}
      data-trace={`${act} user`}
    >
      {t(`statusAct.${act}.open`)}
    </RefusableButton>
  );
}
