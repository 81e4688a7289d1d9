import { IconClock, IconMailCheck, IconMailForward, IconMailOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvitationMail } from '../api/notifier';
import type { DirectoryUser } from '../api/tenancy';
import { useFormat } from '../i18n/format';
import { useSignedIn } from '../session/me-context';
import { Button, Stack } from '../ui/basics';
import { StateBadge } from '../ui/StateBadge';
import { Tooltip } from '../ui/Tooltip';
import { useResendInvitation } from '../user/use-resend-invitation';
import { displayName } from './display-name';
import classes from './user-columns.module.css';

type InvitationMailStateProps = { mail: InvitationMail; user: DirectoryUser };

/** How the mail with the invitation fares; one that has failed is seen at once, with what mends it beside it (L10). */
export function InvitationMailState({ mail, user }: InvitationMailStateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, sentAt, lastError } = mail;
  if (state === 'failed') return <Failed mail={mail} user={user} />;
  const Glyph = state === 'sent' ? IconMailCheck : IconClock;
  const waits = state === 'ready' && lastError !== null;
  const words = (
    <span className={classes.mail}>
      <Glyph size={13} aria-hidden />
      {t(
        state === 'sent' ? 'invitationMail.sent' : waits ? 'invitationMail.again' : 'invitationMail.onItsWay',
      )}
    </span>
  );
  const more = waits ? lastError : sentAt && format.exact(sentAt);
  return more ? <Tooltip label={more}>{words}</Tooltip> : words;
}

function Failed({ mail: { lastError, addressRefused }, user }: InvitationMailStateProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const resending = useResendInvitation(user);
  const why = lastError === 'expired' ? t('invitationMail.expired') : lastError;
  return (
    <Stack gap={4} align="flex-start">
      <StateBadge tone="bad" icon={IconMailOff}>
        {t(addressRefused ? 'invitationMail.refused' : 'invitationMail.failed')}
      </StateBadge>
      {why && (
        <Tooltip label={why}>
          <span className={classes.reason}>{why}</span>
        </Tooltip>
      )}
      {may('user.invite') && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconMailForward size={14} aria-hidden />}
          loading={resending.isPending}
          onClick={() => resending.mutate(undefined)}
          aria-label={t('invitationMail.resendTo', { name: displayName(user) })}
          data-trace="send an invitation again"
        >
          {t('invitationMail.resend')}
        </Button>
      )}
    </Stack>
  );
}
