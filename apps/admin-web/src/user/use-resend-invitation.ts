import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resendInvitation } from '../api/identity';
import { useFormat } from '../i18n/format';
import { useProblemText } from '../i18n/problem-text';
import { toastError } from '../ui/toast';
import { replacingMails } from '../users/replaced-mails';
import { useUserCommand } from './use-user-command';

/** Sends the invitation again: with a new link and a new time, and the old link is dead (L10). */
export function useResendInvitation({ userId, email }: { userId: string; email: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const client = useQueryClient();
  return useUserCommand(() => replacingMails(client, userId, () => resendInvitation(userId)), {
    userId,
    success: ({ expiresAt }) => t('invitation.resent', { email, date: format.dateTime(expiresAt) }),
    onError: (error) => toastError(problemText(error)),
  });
}
