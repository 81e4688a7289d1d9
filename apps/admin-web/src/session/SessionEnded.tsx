import { IconClockPause, IconDoorExit } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntryPage } from '../entry/EntryPage';
import { Text } from '../ui/basics';
import { RouterButton } from '../ui/RouterLink';

const route = getRouteApi('/entry/session-ended');

/** Why the session is over; signing in again returns to the page where it ended. */
export function SessionEnded() {
  const { t } = useTranslation();
  const { why, to } = route.useSearch();
  const Glyph = why === 'idle' ? IconClockPause : IconDoorExit;
  return (
    <EntryPage
      title={t('sessionEnded.title')}
      lead={t(`sessionEnded.${why}`)}
      icon={<Glyph size={36} stroke={1.5} aria-hidden />}
    >
      <Text c="dimmed">{t('sessionEnded.next')}</Text>
      <RouterButton to="/sign-in" search={{ to }} size="md">
        {t('sessionEnded.signIn')}
      </RouterButton>
    </EntryPage>
  );
}
