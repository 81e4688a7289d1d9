import { useTranslation } from 'react-i18next';
import { endUserSessions, type UserProfile } from '../api/identity';
import { displayName } from '../users/display-name';
import { CommentDialog } from './CommentDialog';

/** Ends every session of a user, with a comment if one likes (L13). */
export function EndSessionsDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  return (
    <CommentDialog
      user={user}
      command={(request) => endUserSessions(user.userId, request)}
      trace="end sessions"
      texts={{
        title: t('sessions.endAllTitle', { name }),
        consequences: t('sessions.endAllText'),
        comment: t('sessions.comment'),
        hint: t('sessions.commentHint'),
        submit: t('sessions.endAllSubmit'),
        done: t('sessions.allEnded', { name }),
      }}
      onClose={onClose}
    />
  );
}
