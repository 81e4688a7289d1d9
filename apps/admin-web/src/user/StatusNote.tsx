import { useTranslation } from 'react-i18next';
import type { UserProfile } from '../api/identity';
import { Alert, Text } from '../ui/basics';
import { Time } from '../ui/Time';

/** Who took the user out of service, when and why (L5, L6, L8); nothing of whom nobody did. */
export function StatusNote({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const { status, statusChange, inactive, blockedReason } = user;
  if (!statusChange || (status !== 'blocked' && status !== 'inactive' && status !== 'removed')) return null;
  const { name } = statusChange.actor;
  const what = inactive?.cause === 'inactivity' ? 'inactivity' : status;
  const reason = blockedReason ?? inactive?.reason;
  const title =
    name === null || what === 'inactivity' ? t(`standing.${what}`) : t(`standing.${what}.by`, { name });
  return (
    <Alert
      color={status === 'blocked' ? 'red' : 'gray'}
      title={
        <>
          {title}, <Time at={statusChange.at} focusable />
        </>
      }
    >
      {reason && <Text>{reason}</Text>}
    </Alert>
  );
}
