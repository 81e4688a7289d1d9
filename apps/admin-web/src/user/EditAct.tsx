import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useRefusal } from './decision-text';

const EditDialog = lazy(() => import('./EditDialog').then((module) => ({ default: module.EditDialog })));
const EmailDialog = lazy(() => import('./EmailDialog').then((module) => ({ default: module.EmailDialog })));

const ReportDialog = lazy(() =>
  import('./ReportDialog').then((module) => ({ default: module.ReportDialog })),
);

type Subject = { user: UserProfile; access: UserAccess };

/** Edits names and language, one's own too (L3). */
export function EditAct({ user, access }: Subject) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const own = user.userId === session.userId && !session.mirroring;
  if (user.status === 'removed' || !(own || may('user.edit'))) return null;
  return (
    <>
      <RefusableButton
        variant="subtle"
        size="compact-sm"
        refused={own ? null : refusal(access, 'user.edit')}
        onClick={() => setOpen(true)}
      >
        {t('edit.open')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <EditDialog user={user} access={access} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Corrects somebody else's address (L4). */
export function EmailAct({ user, access }: Subject) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  if (user.status === 'removed' || !may('user.edit') || user.userId === session.userId) return null;
  const mirroring = session.mirroring ? t('problem.mirroring.not_allowed') : null;
  return (
    <>
      <RefusableButton
        variant="subtle"
        size="compact-sm"
        refused={mirroring ?? refusal(access, 'user.edit')}
        onClick={() => setOpen(true)}
      >
        {t('changeEmail.open')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <EmailDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Asks support for help with a user name that is wrong, one's own too (L4). */
export function ReportAct({ user, access }: Subject) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const own = user.userId === session.userId && !session.mirroring;
  if (user.status === 'removed' || !(own || may('user.edit'))) return null;
  return (
    <>
      <RefusableButton
        variant="subtle"
        size="compact-sm"
        refused={own ? null : refusal(access, 'user.edit')}
        onClick={() => setOpen(true)}
      >
        {t('report.open')}
      </RefusableButton>
      {open && (
        <Suspense fallback={null}>
          <ReportDialog user={user} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
