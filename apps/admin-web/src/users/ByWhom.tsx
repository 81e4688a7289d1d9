import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userQuery } from '../api/queries';
import { useSignedIn } from '../session/me-context';
import { RouterLink } from '../ui/RouterLink';
import { displayName } from './display-name';

/** Who has done something, in words and as a link. */
export function ByWhom({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  return (
    <RouterLink to="/users/$userId" params={{ userId }} underline="always">
      {userId === session.userId ? t('byWhom.you') : <By userId={userId} />}
    </RouterLink>
  );
}

function By({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const user = useQuery(userQuery(userId)).data;
  return user ? t('byWhom.name', { name: displayName(user) }) : t('byWhom.user');
}
