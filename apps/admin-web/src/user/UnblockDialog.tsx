import { useTranslation } from 'react-i18next';
import { unblockUser } from '../api/identity';
import { displayName, type NamedUser } from '../users/display-name';
import { CommentDialog } from './CommentDialog';

/** Unblocks a blocked user, with a comment if one likes (L6). */
export function UnblockDialog({ user, onClose }: { user: NamedUser; onClose: () => void }) {
  const { t } = useTranslation();
  const name = displayName(user);
  return (
    <CommentDialog
      user={user}
      command={(request) => unblockUser(user.userId, request)}
      trace="unblock user"
      texts={{
        title: t('unblock.title', { name }),
        consequences: t('unblock.consequences'),
        comment: t('unblock.comment'),
        hint: t('unblock.commentHint'),
        submit: t('unblock.submit'),
        done: t('unblock.done', { name }),
      }}
      onClose={onClose}
    />
  );
}
