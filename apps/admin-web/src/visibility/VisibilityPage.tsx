import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whyHidden } from '../api/service-centers';
import { HelpButton } from '../help/HelpButton';
import { useSignedIn } from '../session/me-context';
import { Button, Skeleton, TextInput } from '../ui/basics';
import { BackLink } from '../ui/BackLink';
import { Page } from '../ui/Page';
import { ErrorState, NoPermissionState } from '../ui/States';
import { VisibilityAnswer } from './VisibilityAnswer';
import classes from './VisibilityPage.module.css';

const route = getRouteApi('/console/visibility');

/** "Why can't I see this account?": the rule that fails, what would mend it and who could (A9). */
export function VisibilityPage() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const back = may('user.view') && <BackLink to="/users">{t('user.back')}</BackLink>;
  if (!may('user.view'))
    return (
      <Page title={t('why.title')}>
        <NoPermissionState description={t('users.noPermission')} />
      </Page>
    );
  return (
    <Page
      title={t('why.title')}
      beside={<HelpButton what={t('why.title')} about={['hiddenAccount', 'ownCenter']} />}
      lead={t('why.lead')}
      above={back}
    >
      <Question />
    </Page>
  );
}

function Question() {
  const { t } = useTranslation();
  const { account } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(account ?? '');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const answer = useQuery({
    queryKey: ['visibility', account],
    queryFn: () => whyHidden(account ?? ''),
    enabled: Boolean(account),
    // Somebody may have mended it meanwhile.
    staleTime: 0,
    gcTime: 0,
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    setMissing(!text);
    if (!text) return input.current?.focus();
    if (text === account) void answer.refetch();
    else void navigate({ search: { account: text }, replace: true });
  };
  return (
    <>
      <form noValidate onSubmit={ask} className={classes.form} data-trace="ask why hidden" role="search">
        <TextInput
          ref={input}
          className={classes.account}
          label={t('why.account')}
          description={t('why.accountHint')}
          required
          maxLength={254}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          value={typed}
          error={missing ? t('field.required') : null}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" loading={answer.isFetching}>
          {t('why.submit')}
        </Button>
      </form>
      <div role="status" className={classes.answer}>
        {answer.data && account && <VisibilityAnswer account={account} answer={answer.data} />}
        {account && answer.isPending && <Skeleton height={90} />}
      </div>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </>
  );
}
