import { IconBan, IconLockOpen } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { withActTexts } from '../i18n/i18n';
import { MirrorAct } from '../mirroring/MirrorAct';
import { ChangePasswordAct } from '../session/ChangePasswordAct';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { fittingAct, useRefusal } from './decision-text';
import { ResetPasswordAct } from './ResetPasswordAct';
import { StatusAct } from './StatusAct';

const BlockDialog = lazy(() => import('./BlockDialog').then((module) => ({ default: module.BlockDialog })));
const InvitationActs = lazy(() =>
  withActTexts(import('./InvitationActs').then((module) => ({ default: module.InvitationActs }))),
);
const UnblockDialog = lazy(() =>
  import('./UnblockDialog').then((module) => ({ default: module.UnblockDialog })),
);

/** What can be done to the user; what cannot says why. Who may not do it to anybody does not see it. */
export function UserActions(subject: { user: UserProfile; access: UserAccess }) {
  const { session } = useSignedIn();
  return (
    <>
      <MirrorAct {...subject} />
      {subject.user.userId === session.userId ? <ChangePasswordAct /> : <ResetPasswordAct {...subject} />}
      {subject.user.status === 'pending' && (
        <Suspense fallback={null}>
          <InvitationActs {...subject} />
        </Suspense>
      )}
      <StatusAct {...subject} />
      <BlockAct {...subject} />
    </>
  );
}

function BlockAct({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const act = fittingAct(user);
  const blocking = act === 'user.block';
  const refused =
    refusal(access, act) ?? (blocking && user.status !== 'active' ? t('problem.user.not_active') : null);
  if (!may(act) || user.status === 'inactive' || user.status === 'removed') return null;
  return (
    <>
      <RefusableButton
        variant={blocking ? 'default' : 'filled'}
        leftSection={blocking ? <IconBan size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
        refused={refused}
        onClick={() => setOpen(true)}
      >
        {t(blocking ? 'block.open' : 'unblock.open')}
      </RefusableButton>
      <Suspense fallback={null}>
        {open && blocking && <BlockDialog user={user} onClose={() => setOpen(false)} />}
        {open && !blocking && <UnblockDialog user={user} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
