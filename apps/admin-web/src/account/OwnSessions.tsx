import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endOwnSession, type UserSession } from '../api/identity';
import { ownSessionsQuery } from '../api/session-queries';
import { HelpButton } from '../help/HelpButton';
import { useProblemText } from '../i18n/problem-text';
import { Button, Group, Skeleton, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { ErrorState } from '../ui/States';
import { toastError, toastSuccess } from '../ui/toast';
import { SessionList } from './SessionList';
import { useDeviceName } from './use-device-name';

/** Where one is signed in, and how to end it there (C1). */
export function OwnSessions() {
  const { t } = useTranslation();
  const nameOf = useDeviceName();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const sessions = useQuery(ownSessionsQuery);
  const reread = () => queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
  const ending = useMutation({
    mutationFn: ({ sessionId }: UserSession) => endOwnSession(sessionId),
    onSuccess: async (_, session) => {
      await reread();
      toastSuccess(t('sessions.ended', { name: nameOf(session) }));
    },
    onError: (error) => {
      toastError(problemText(error));
      void reread();
    },
  });
  const endingOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: async () => {
      await reread();
      toastSuccess(t('sessions.othersEnded'));
    },
    onError: (error) => toastError(problemText(error)),
  });
  const items = sessions.data?.items ?? [];
  return (
    <Panel
      title={t('sessions.own')}
      actions={
        <Group gap="xs">
          <HelpButton
            what={t('sessions.own')}
            about={['autoLogout', 'ownPassword', 'oneOffPassword', 'cannotSignIn']}
          />
          {items.length > 1 && (
            <Button
              variant="default"
              loading={endingOthers.isPending}
              onClick={() => endingOthers.mutate()}
              data-trace="end other sessions"
            >
              {t('sessions.endOthers')}
            </Button>
          )}
        </Group>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {t('sessions.ownHint')}
      </Text>
      {sessions.error && !sessions.data ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : sessions.data ? (
        <SessionList
          label={t('sessions.own')}
          sessions={items}
          onEnd={(session) => ending.mutate(session)}
          ending={ending.isPending ? ending.variables.sessionId : undefined}
        />
      ) : (
        <div role="status" aria-label={t('state.loading')}>
          <Skeleton height={44} />
        </div>
      )}
    </Panel>
  );
}
