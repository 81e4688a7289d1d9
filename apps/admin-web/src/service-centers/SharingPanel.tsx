import { IconShare } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCenter } from '../api/service-centers';
import { Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import classes from './CenterPage.module.css';

const ShareDialog = lazy(() => import('./ShareDialog').then((module) => ({ default: module.ShareDialog })));

/** With whom a service center is shared: the masters of those organizations own it too. */
export function SharingPanel({ center, refused }: { center: ServiceCenter; refused: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { sharedWith, sharedElsewhere } = center;
  return (
    <Panel
      title={t('share.title')}
      actions={
        <RefusableButton
          variant="default"
          size="xs"
          leftSection={<IconShare size={14} aria-hidden />}
          refused={refused}
          onClick={() => setOpen(true)}
        >
          {t('share.open')}
        </RefusableButton>
      }
    >
      {sharedWith.length + sharedElsewhere === 0 ? (
        <Text c="dimmed" py={6}>
          {t('share.none')}
        </Text>
      ) : (
        <ul className={classes.parts}>
          {sharedWith.map(({ organizationId, name }) => (
            <li key={organizationId}>{name}</li>
          ))}
          {sharedElsewhere > 0 && <li>{t('share.elsewhere', { count: sharedElsewhere })}</li>}
        </ul>
      )}
      {open && (
        <Suspense fallback={null}>
          <ShareDialog center={center} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Panel>
  );
}
