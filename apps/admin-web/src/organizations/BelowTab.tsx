import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import { useSignedIn } from '../session/me-context';
import { Group, Stack } from '../ui/basics';
import { RefusableButton } from '../ui/RefusableButton';
import { EmptyState } from '../ui/States';
import { useActRefusal } from './decisions';
import { Children } from './OrganizationTree';
import classes from './organizations.module.css';

const CreateDialog = lazy(() =>
  import('./CreateDialog').then((module) => ({ default: module.CreateDialog })),
);

/** The organizations below, and the way to a new one. */
export function BelowTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useActRefusal(organization);
  const [creating, setCreating] = useState(false);
  const create = may('organization.manage') && (
    <RefusableButton
      leftSection={<IconPlus size={16} aria-hidden />}
      refused={refusal('organization.create_below')}
      onClick={() => setCreating(true)}
    >
      {t('organization.create.open')}
    </RefusableButton>
  );
  return (
    <Stack maw={1000}>
      {organization.children.count === 0 ? (
        <EmptyState
          icon={IconSitemap}
          title={t('organization.noneBelow.title')}
          description={t('organization.noneBelow.text')}
        >
          {create}
        </EmptyState>
      ) : (
        <>
          {create && <Group>{create}</Group>}
          <div className={classes.frame}>
            <Children parent={organization} />
          </div>
        </>
      )}
      {creating && (
        <Suspense fallback={null}>
          <CreateDialog parent={organization} onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
