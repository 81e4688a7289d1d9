import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { presenceQuery } from '../api/session-queries';
import { Time } from '../ui/Time';
import classes from './Presence.module.css';

/** Whether the user is online, looked at again and again; else when they were last seen. Nothing where it is not known. */
export function Presence({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(presenceQuery(userId));
  if (!data || !(data.online || data.lastSeenAt)) return null;
  return (
    <span className={classes.presence}>
      <span className={classes.dot} data-online={data.online || undefined} aria-hidden />
      {data.online || !data.lastSeenAt ? (
        t('user.online')
      ) : (
        <>
          {t('user.lastSeen')} <Time at={data.lastSeenAt} focusable />
        </>
      )}
    </span>
  );
}
