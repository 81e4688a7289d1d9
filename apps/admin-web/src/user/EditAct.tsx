import { lazy, type ReactNode, Suspense, useState } from 'react';
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
  const { refused, offered } = useEditing({ user, access });
  if (!offered) return null;
  return (
    <Opens label={t('edit.open')} refused={refused}>
      {(close) => <EditDialog user={user} access={access} onClose={close} />}
    </Opens>
  );
}

/** Corrects somebody else's address (L4). */
export function EmailAct({ user, access, label }: Subject & { label?: string }) {
  const { t } = useTranslation();
  const { session, may } = useSignedIn();
  const { refused } = useEditing({ user, access });
  if (user.status === 'removed' || !may('user.edit') || user.userId === session.userId) return null;
  const mirroring = session.mirroring ? t('problem.mirroring.not_allowed') : null;
  return (
    <Opens label={label ?? t('changeEmail.open')} refused={mirroring ?? refused}>
      {(close) => <EmailDialog user={user} onClose={close} />}
    </Opens>
  );
}

/** Asks support for help with a user name that is wrong, one's own too (L4). */
export function ReportAct({ user, access }: Subject) {
  const { t } = useTranslation();
  const { refused, offered } = useEditing({ user, access });
  if (!offered) return null;
  return (
    <Opens label={t('report.open')} refused={refused}>
      {(close) => <ReportDialog user={user} onClose={close} />}
    </Opens>
  );
}

/** Whether editing this account is offered at all, and why it is refused now; nobody refuses one's own. */
function useEditing({ user, access }: Subject) {
  const { session, may } = useSignedIn();
  const refusal = useRefusal();
  const own = user.userId === session.userId && !session.mirroring;
  return {
    offered: user.status !== 'removed' && (own || may('user.edit')),
    refused: own ? null : refusal(access, 'user.edit'),
  };
}

type OpensProps = { label: string; refused: string | null; children: (close: () => void) => ReactNode };

/** A small button that opens a dialog. */
function Opens({ label, refused, children }: OpensProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <RefusableButton variant="subtle" size="compact-sm" refused={refused} onClick={() => setOpen(true)}>
        {label}
      </RefusableButton>
      {open && <Suspense fallback={null}>{children(() => setOpen(false))}</Suspense>}
    </>
  );
}
