import { IconInbox, IconRoute, IconStethoscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserMail } from '../api/notifier';
import { userMailsQuery } from '../api/queries';
import { languageNames } from '../i18n/i18n';
import { useRuntime } from '../runtime';
import { Stack, Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { RouterLink } from '../ui/RouterLink';
import { EmptyState, ErrorState } from '../ui/States';
import { Time } from '../ui/Time';
import { MailState, useTemplateName } from './MailState';

/** Every mail about the user and what became of it (B4). Texts and links are not shown: they are the user's. */
export function MailTab({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const mails = useQuery(userMailsQuery(userId));
  const columns = useMailColumns();
  if (mails.error && !mails.data)
    return <ErrorState error={mails.error} onRetry={() => void mails.refetch()} />;
  if (mails.data?.items.length === 0)
    return (
      <EmptyState icon={IconInbox} title={t('mail.none.title')} description={t('mail.none.text')}>
        <ToDiagnosis userId={userId} />
      </EmptyState>
    );
  return (
    <Stack>
      <ToDiagnosis userId={userId} />
      <DataTable
        caption={t('mail.label')}
        columns={columns}
        rows={mails.data?.items ?? []}
        rowId={(mail) => mail.mailId}
        loading={mails.isPending}
        minWidth="760px"
      />
    </Stack>
  );
}

/** Where is looked further when a mail does not arrive (B5). */
function ToDiagnosis({ userId }: { userId: string }) {
  const { t } = useTranslation();
  return (
    <RouterLink to="/users/$userId" params={{ userId }} search={{ tab: 'diagnosis' }} size="sm">
      <IconStethoscope size={15} aria-hidden /> {t('diagnosis.mail.open')}
    </RouterLink>
  );
}

function useMailColumns(): Column<UserMail>[] {
  const { t } = useTranslation();
  const template = useTemplateName();
  const { traces } = useRuntime();
  return useMemo(() => {
    const columns: Column<UserMail>[] = [
      {
        id: 'template',
        header: t('mail.column.template'),
        width: '22%',
        cell: (mail) => <Text fw={550}>{template(mail.template)}</Text>,
      },
      { id: 'to', header: t('mail.column.to'), cell: (mail) => mail.to },
      {
        id: 'language',
        header: t('person.language'),
        cell: (mail) => <span lang={mail.language}>{languageNames[mail.language]}</span>,
      },
      {
        id: 'state',
        header: t('mail.column.state'),
        width: '24%',
        cell: (mail) => <MailState mail={mail} />,
      },
      {
        id: 'time',
        header: t('mail.column.time'),
        cell: (mail) => <Time at={mail.sentAt ?? mail.createdAt} />,
      },
    ];
    if (traces)
      columns.push({
        id: 'trace',
        header: t('trace.title'),
        cell: (mail) =>
          mail.traceId && (
            <RouterLink
              to="/traces/$traceId"
              params={{ traceId: mail.traceId }}
              aria-label={t('trace.openOf', { what: template(mail.template) })}
            >
              <IconRoute size={16} aria-hidden />
            </RouterLink>
          ),
      });
    return columns;
  }, [t, template, traces]);
}
