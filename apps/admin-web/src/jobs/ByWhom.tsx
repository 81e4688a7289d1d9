import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userQuery } from '../api/queries';
import { useSignedIn } from '../session/me-context';
import { RouterLink } from '../ui/RouterLink';
import { displayName } from '../users/display-name';

/** Who has done something to a job, in words and as a link. */
export function ByWhom({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  return (
    <RouterLink to="/users/$userId" params={{ userId }}>
      {userId === session.userId ? t('jobs.run.byYou') : <By userId={userId} />}
    </RouterLink>
  );
}

function By({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const user = useQuery(userQuery(userId)).data;
  return user ? t('jobs.run.byName', { name: displayName(user) }) : t('jobs.run.startedBy');
}
