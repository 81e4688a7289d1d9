import { IconBan, IconLockOpen } from '@tabler/icons-react';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { Button, Tooltip, VisuallyHidden } from '../ui/basics';
import { fittingAct, useRefusal } from './decision-text';

const BlockDialog = lazy(() => import('./BlockDialog').then((module) => ({ default: module.BlockDialog })));
const UnblockDialog = lazy(() =>
  import('./UnblockDialog').then((module) => ({ default: module.UnblockDialog })),
);

/** What can be done to the user; what cannot says why. Who may not do it to anybody does not see it. */
export function UserActions({ user, access }: { user: UserProfile; access: UserAccess }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useRefusal();
  const reasonId = useId();
  const [open, setOpen] = useState(false);
  const act = fittingAct(user);
  const blocking = act === 'user.block';
  const refused =
    refusal(access, act) ?? (blocking && user.status !== 'active' ? t('problem.user.not_active') : null);
  if (!may(act)) return null;
  return (
    <>
      <Tooltip label={refused} disabled={!refused}>
        <Button
          variant={blocking ? 'default' : 'filled'}
          leftSection={blocking ? <IconBan size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
          // Focusable while it is disabled, or nobody with a keyboard learns why.
          {...(refused ? { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': reasonId } : {})}
          onClick={() => {
            if (!refused) setOpen(true);
          }}
        >
          {t(blocking ? 'block.open' : 'unblock.open')}
        </Button>
      </Tooltip>
      {refused && <VisuallyHidden id={reasonId}>{refused}</VisuallyHidden>}
      <Suspense fallback={null}>
        {open && blocking && <BlockDialog user={user} onClose={() => setOpen(false)} />}
        {open && !blocking && <UnblockDialog user={user} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
