import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../i18n/problem-text';
import { Text } from '../ui/basics';
import classes from './Diagnosis.module.css';

/** It is not known whether mail to the address comes back, and why not; it is asked again by itself. */
export function UnknownBounces({ error }: { error: Error }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <div className={classes.entry} role="alert">
      <IconAlertTriangle size={18} aria-hidden className={classes.problem} />
      <div className={classes.text}>
        <Text>{t('bounce.unknown')}</Text>
        <Text c="dimmed">{problemText(error)}</Text>
      </div>
    </div>
  );
}
