import { IconDevices } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OwnSessions } from '../account/OwnSessions';
import { SessionList } from '../account/SessionList';
import { useDeviceName } from '../account/use-device-name';
import { endUserSession, type UserProfile, type UserSession } from '../api/identity';
import { userSessionsQuery } from '../api/session-queries';
import type { UserAccess } from '../api/tenancy';
import { HelpButton } from '../help/HelpButton';
import { useProblemText } from '../i18n/problem-text';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack } from '../ui/basics';
import { RefusableButton } from '../ui/RefusableButton';
import { EmptyState, ErrorState, NoPermissionState } from '../ui/States';
import { toastError } from '../ui/toast';
import { displayName } from '../users/display-name';
import { useRefusal } from './decision-text';
import { useUserCommand } from './use-user-command';

const EndSessionsDialog = lazy(() =>
  import('./EndSessionsDialog').then((module) => ({ default: module.EndSessionsDialog })),
);

type SessionsTabProps = { user: UserProfile; access: UserAccess };

/** Where the user is signed in, for those who may end it (L13); one's own are ended without asking anybody. */
export function SessionsTab({ user, access }: SessionsTabProps) {
  const { session } = useSignedIn();
  const refusal = useRefusal();
  if (user.userId === session.userId && !session.mirroring)
    return (
      <Stack maw={860}>
        <OwnSessions />
      </Stack>
    );
  const refused = refusal(access, 'user.sessions');
  return refused ? <NoPermissionState description={refused} /> : <Sessions user={user} />;
}

function Sessions({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  const problemText = useProblemText();
  const [endingAll, endAll] = useState(false);
  const sessions = useQuery(userSessionsQuery(user.userId));
  const ending = useUserCommand((held: UserSession) => endUserSession(user.userId, held.sessionId), {
    userId: user.userId,
    success: (_, held) => t('sessions.ended', { name: nameOf(held) }),
  });
  if (sessions.error && !sessions.data)
    return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data)
    return (
      <div role="status" aria-label={t('state.loading')}>
        <Skeleton height={44} maw={860} />
      </div>
    );
  const { items } = sessions.data;
  const inactive = user.status === 'active' ? null : t('problem.user.not_active');
  const onError = (error: Error) => {
    toastError(problemText(error));
    void sessions.refetch();
  };
  return (
    <Stack maw={860}>
      {items.length === 0 ? (
        <EmptyState
          icon={IconDevices}
          title={t('sessions.none')}
          description={t('sessions.noneText', { name: displayName(user) })}
        />
      ) : (
        <>
          <Group>
            <RefusableButton variant="default" refused={inactive} onClick={() => endAll(true)}>
              {t('sessions.endAll')}
            </RefusableButton>
            <HelpButton what={t('user.tab.sessions')} about={['autoLogout', 'ownPassword']} />
          </Group>
          <SessionList
            label={t('sessions.of', { name: displayName(user) })}
            sessions={items}
            onEnd={(held) => ending.mutate(held, { onError })}
            ending={ending.isPending ? ending.variables.sessionId : undefined}
          />
        </>
      )}
      {endingAll && (
        <Suspense fallback={null}>
          <EndSessionsDialog user={user} onClose={() => endAll(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
