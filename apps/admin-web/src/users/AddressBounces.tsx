import { IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Bounce } from '../api/notifier';
import { useFormat } from '../i18n/format';
import { StateBadge } from '../ui/StateBadge';
import { Tooltip } from '../ui/Tooltip';

/** Mail to the user's address comes back (B5); since when, and what the mail server says, on hover and focus. */
export function AddressBounces({ bounce: { since, answer } }: { bounce: Bounce }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Tooltip label={t('bounce.since', { since: format.dateTime(since), answer: answer ?? '' })}>
      <span tabIndex={0}>
        <StateBadge tone="bad" icon={IconMailOff}>
          {t('bounce.state')}
        </StateBadge>
      </span>
    </Tooltip>
  );
}
