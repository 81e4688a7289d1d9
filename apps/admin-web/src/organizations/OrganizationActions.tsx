import { IconLock, IconLockOpen, IconPlayerPause } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails, StatusChange } from '../api/organizations';
import { SwitchAct } from '../mirroring/SwitchAct';
import { useSignedIn } from '../session/me-context';
import { RefusableButton } from '../ui/RefusableButton';
import { useActRefusal } from './decisions';

const StatusDialog = lazy(() =>
  import('./StatusDialog').then((module) => ({ default: module.StatusDialog })),
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
      <StatusActs organization={organization} />
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
