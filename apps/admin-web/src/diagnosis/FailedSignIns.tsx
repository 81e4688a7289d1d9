import { IconLockX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDeviceName } from '../account/use-device-name';
import type { FailedSignIn } from '../api/diagnosis';
import { Text } from '../ui/basics';
import { Time } from '../ui/Time';
import classes from './Diagnosis.module.css';

/** Refused sign-ins in series: when, why, how often in a row and from what kind of device. */
export function FailedSignIns({ series }: { series: readonly FailedSignIn[] }) {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  if (series.length === 0) return <Text c="dimmed">{t('diagnosis.failed.none')}</Text>;
  return (
    <ul aria-label={t('diagnosis.failed.label')} className={classes.list}>
      {series.map(({ reason, times, firstAt, lastAt, ...device }) => (
        <li key={`${firstAt} ${reason}`} className={classes.entry}>
          <IconLockX size={18} aria-hidden />
          <div className={classes.text}>
            <Text>{t(`diagnosis.reason.${reason}`)}</Text>
            <Text size="sm" c="dimmed">
              {t('diagnosis.failed.times', { count: times })}
              {' · '}
              <Time at={lastAt} focusable />
              {' · '}
              {nameOf({ ...device, mirrored: false })}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}
