import { IconMasksTheater } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import { useSignedIn } from '../session/me-context';
import { Button } from '../ui/basics';

const SwitchDialog = lazy(() =>
  import('./SwitchDialog').then((module) => ({ default: module.SwitchDialog })),
);

/** Switches to an administrator of this organization, where it is below the person's own (A12). */
export function SwitchAct({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { me, may } = useSignedIn();
  const [open, setOpen] = useState(false);
  const own = me.organization.organizationId;
  const below =
    organization.organizationId !== own && organization.path.some((step) => step.organizationId === own);
  if (!may('user.mirror') || !below) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMasksTheater size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('switch.open')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SwitchDialog organization={organization} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
