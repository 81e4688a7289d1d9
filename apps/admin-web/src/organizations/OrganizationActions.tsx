import { IconFileImport, IconLock, IconLockOpen, IconPlayerPause, IconUserPlus } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails, StatusChange } from '../api/organizations';
import { withActTexts } from '../i18n/i18n';
import { SwitchAct } from '../mirroring/SwitchAct';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useActRefusal } from './decisions';

const StatusDialog = lazy(() =>
  import('./StatusDialog').then((module) => ({ default: module.StatusDialog })),
);

const CreateUserDialog = lazy(() =>
  withActTexts(
    import('../create-user/CreateUserDialog').then((module) => ({ default: module.CreateUserDialog })),
  ),
);

const ImportDialog = lazy(() =>
  withActTexts(import('../imports/ImportDialog').then((module) => ({ default: module.ImportDialog }))),
);

const icons: Record<StatusChange, Icon> = { suspend: IconPlayerPause, close: IconLock, reopen: IconLockOpen };
const fitting: Record<OrganizationDetails['status'], readonly StatusChange[]> = {
  active: ['suspend', 'close'],
  suspended: ['reopen', 'close'],
  closed: ['reopen'],
};

/** What can be done to the organization as a whole; what cannot says why. Who may not do it to any does not see it. */
export function OrganizationActions({ organization }: { organization: OrganizationDetails }) {
  return (
    <>
      <SwitchAct organization={organization} />
      <NewUserActs organization={organization} />
      <StatusActs organization={organization} />
    </>
  );
}

/** Creates a user in this organization and no other (L2), or imports many into it (L14). */
function NewUserActs({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const [asked, setAsked] = useState<'create' | 'import' | null>(null);
  if (!may('user.create')) return null;
  const refused = organization.effectiveStatus === 'active' ? null : t('problem.organization.suspended');
  const close = () => setAsked(null);
  return (
    <>
      <RefusableButton
        variant="default"
        leftSection={<IconUserPlus size={16} aria-hidden />}
        refused={refused}
        onClick={() => setAsked('create')}
      >
        {t('createUser.open')}
      </RefusableButton>
      <RefusableButton
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden />}
        refused={refused}
        onClick={() => setAsked('import')}
      >
        {t('import.open')}
      </RefusableButton>
      <Suspense fallback={null}>
        {asked === 'create' && <CreateUserDialog organization={organization} onClose={close} />}
        {asked === 'import' && <ImportDialog organization={organization} onClose={close} />}
      </Suspense>
    </>
  );
}

function StatusActs({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useActRefusal(organization);
  const [change, setChange] = useState<StatusChange | null>(null);
  if (!may('organization.manage')) return null;
  return (
    <>
      {fitting[organization.status].map((one) => {
        const Glyph = icons[one];
        return (
          <RefusableButton
            key={one}
            variant={one === 'reopen' ? 'filled' : 'default'}
            leftSection={<Glyph size={16} aria-hidden />}
            refused={refusal(`organization.${one}`)}
            onClick={() => setChange(one)}
          >
            {t(`organization.${one}.open`)}
          </RefusableButton>
        );
      })}
      {change && (
        <Suspense fallback={null}>
          <StatusDialog change={change} organization={organization} onClose={() => setChange(null)} />
        </Suspense>
      )}
    </>
  );
}
