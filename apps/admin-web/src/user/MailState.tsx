import { IconCircleCheck, IconClock, IconHelpCircle, IconSend, IconXboxX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserMail } from '../api/notifier';
import { Stack, Text } from '../ui/basics';
import { StateBadge, type Tone } from '../ui/StateBadge';

const looks: Record<UserMail['state'], { tone: Tone; icon: Icon }> = {
  ready: { tone: 'waiting', icon: IconClock },
  sending: { tone: 'waiting', icon: IconSend },
  sent: { tone: 'good', icon: IconCircleCheck },
  unknown: { tone: 'warning', icon: IconHelpCircle },
  failed: { tone: 'bad', icon: IconXboxX },
};

/** @returns a function that names a kind of mail */
export function useTemplateName(): (template: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (template) =>
      i18n.exists(`mail.template.${template}`)
        ? t(`mail.template.${template}` as 'mail.template.blocked')
        : template,
    [t, i18n],
  );
}

/** What became of a mail, with the other mail server's last answer. */
export function MailState({ mail }: { mail: UserMail }) {
  const { t } = useTranslation();
  return (
    <Stack gap={3} align="flex-start">
      <StateBadge {...looks[mail.state]}>{t(`mail.state.${mail.state}`)}</StateBadge>
      {mail.attempts > 1 && (
        <Text size="sm" c="dimmed">
          {t('mail.attempts', { count: mail.attempts })}
        </Text>
      )}
      {mail.lastError && (
        <Text size="sm" c="dimmed">
          {mail.lastError}
        </Text>
      )}
    </Stack>
  );
}
