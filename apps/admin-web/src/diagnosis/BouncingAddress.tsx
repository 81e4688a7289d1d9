import { IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Bounce } from '../api/notifier';
import { Text } from '../ui/basics';
import { Time } from '../ui/Time';
import classes from './Diagnosis.module.css';

/** Mail to the address comes back: since when, how many, with the other mail server's answer and what mends it. */
export function BouncingAddress({ bounce: { since, mails, answer } }: { bounce: Bounce }) {
  const { t } = useTranslation();
  return (
    <div className={classes.entry}>
      <IconMailOff size={18} aria-hidden className={classes.problem} />
      <div className={classes.text}>
        <Text>{t('bounce.comesBack')}</Text>
        <Text c="dimmed">{answer}</Text>
        <Text size="sm" c="dimmed">
          {t('bounce.mails', { count: mails })}
          {' · '}
          <Time at={since} focusable />
        </Text>
        <Text size="sm" c="dimmed">
          {t('diagnosis.mend.correct_email')}
        </Text>
      </div>
    </div>
  );
}
