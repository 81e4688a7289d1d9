import { IconDeviceDesktop, IconDeviceMobile, IconMasksTheater } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserSession } from '../api/identity';
import { Badge, Button, Text } from '../ui/basics';
import { Time } from '../ui/Time';
import classes from './SessionList.module.css';
import { useDeviceName } from './use-device-name';

const handheld = ['iOS', 'Android'];
const glyphOf = ({ mirrored, system }: UserSession) =>
  mirrored ? IconMasksTheater : handheld.includes(system ?? '') ? IconDeviceMobile : IconDeviceDesktop;

type SessionListProps = {
  label: string;
  sessions: readonly UserSession[];
  /** Ends a session; left out where the person may not. */
  onEnd?: ((session: UserSession) => void) | undefined;
  /** The session that is being ended. */
  ending?: string | undefined;
};

/** Sessions with their device, network and times, the last used first. */
export function SessionList({ label, sessions, onEnd, ending }: SessionListProps) {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  return (
    <ul aria-label={label} className={classes.list}>
      {sessions.map((session) => {
        const Glyph = glyphOf(session);
        const name = nameOf(session);
        return (
          <li key={session.sessionId} className={classes.session}>
            <Glyph size={24} stroke={1.6} aria-hidden className={classes.icon} />
            <div className={classes.text}>
              <span className={classes.name}>
                {name}
                {session.current && (
                  <Badge variant="light" color="green" className={classes.badge}>
                    {t('sessions.current')}
                  </Badge>
                )}
              </span>
              <Text size="sm" c="dimmed">
                {session.address && (
                  <>
                    <span translate="no">{session.address}</span>
                    {' · '}
                  </>
                )}
                {t('sessions.begun')} <Time at={session.startedAt} focusable />
                {' · '}
                {t('sessions.lastRequest')} <Time at={session.lastRequestAt} focusable />
              </Text>
            </div>
            {onEnd && !session.current && (
              <Button
                variant="default"
                size="xs"
                aria-label={t('sessions.endNamed', { name })}
                loading={ending === session.sessionId}
                onClick={() => onEnd(session)}
                data-trace="end session"
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
