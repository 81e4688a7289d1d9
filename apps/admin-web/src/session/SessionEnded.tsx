import { IconBuildingOff, IconClockPause, IconDoorExit, type Icon } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntryPage } from '../entry/EntryPage';
import { Text } from '../ui/basics';
import { RouterButton } from '../ui/RouterLink';

const icons: Partial<Record<string, Icon>> = {
  idle: IconClockPause,
  organization_suspended: IconBuildingOff,
};
const route = getRouteApi('/entry/session-ended');

/** Why the session is over; signing in again returns to the page where it ended. */
export function SessionEnded() {
  const { t } = useTranslation();
  const { why, to } = route.useSearch();
  const Glyph = icons[why] ?? IconDoorExit;
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
