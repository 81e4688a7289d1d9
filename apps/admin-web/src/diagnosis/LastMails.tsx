import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userMailsQuery } from '../api/queries';
import { Skeleton, Text, Title } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import { ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { MailState, useTemplateName } from '../user/MailState';
import classes from './Diagnosis.module.css';

const shown = 3;

/** What became of the last mails, with what the other mail server answered. */
export function LastMails({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const nameOf = useTemplateName();
  const mails = useQuery(userMailsQuery(userId));
  if (mails.error && !mails.data)
    return <ErrorState error={mails.error} onRetry={() => void mails.refetch()} />;
  const items = mails.data?.items ?? [];
  return (
    <div>
      <Title order={3} size="h5">
        {t('diagnosis.mail.last')}
      </Title>
      {mails.isPending && <Skeleton height={40} my="xs" />}
      {mails.data && items.length === 0 && <Text c="dimmed">{t('diagnosis.mail.none')}</Text>}
      <ul aria-label={t('diagnosis.mail.last')} className={classes.list}>
        {items.slice(0, shown).map((mail) => (
          <li key={mail.mailId} className={classes.entry}>
            <div className={classes.text}>
              <Text fw={550}>{nameOf(mail.template)}</Text>
              <Text size="sm" c="dimmed">
                {mail.to}
                {' · '}
                <Time at={mail.sentAt ?? mail.createdAt} focusable />
              </Text>
              <MailState mail={mail} />
            </div>
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <RouterLink to="/users/$userId" params={{ userId }} search={{ tab: 'mail' }}>
          {t('diagnosis.mail.all')}
        </RouterLink>
      )}
    </div>
  );
}
