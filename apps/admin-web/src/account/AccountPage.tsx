import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languageNames, languages, withFurtherTexts } from '../i18n/i18n';
import { SingleKeysSwitch } from '../palette/SingleKeysSwitch';
import { ChangePasswordAct } from '../session/ChangePasswordAct';
import { useSignedIn } from '../session/me-context';
import { OrganizationPath } from '../shell/OrganizationPath';
import { NativeSelect, Skeleton, Stack, Text } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Initials } from '../ui/Initials';
import { Page } from '../ui/Page';
import { Panel } from '../ui/Panel';
import { RouterLink } from '../ui/RouterLink';
import { NoPermissionState } from '../ui/States';
import { displayName } from '../users/display-name';
import classes from './AccountPage.module.css';

const OwnAccess = lazy(() =>
  withFurtherTexts(import('./OwnAccess').then((module) => ({ default: module.OwnAccess }))),
);
const OwnSessions = lazy(() => import('./OwnSessions').then((module) => ({ default: module.OwnSessions })));

/** One's own account: who one is, language and keys, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation();
  const { session, me } = useSignedIn();
  const name = displayName(session);
  return (
    <Page
      title={t('account.own')}
      actions={<ChangePasswordAct />}
      avatar={<Initials name={name} large />}
      lead={
        <>
          <Text>{name}</Text>
          <OrganizationPath path={me.organization.path} />
        </>
      }
    >
      {session.mirroring ? (
        <NoPermissionState description={t('account.mirrored', { name })} />
      ) : (
        <div className={classes.panels}>
          <Stack>
            <ProfilePanel />
            <Suspense fallback={<Skeleton height={160} />}>
              <OwnAccess />
            </Suspense>
            <PreferencesPanel />
          </Stack>
          <Suspense fallback={<Skeleton height={320} />}>
            <OwnSessions />
          </Suspense>
        </div>
      )}
    </Page>
  );
}

function ProfilePanel() {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const { userId } = session;
  return (
    <Panel
      title={t('user.profile')}
      actions={
        <RouterLink to="/users/$userId" params={{ userId }} size="sm">
          {t('account.details')}
        </RouterLink>
      }
    >
      <Facts
        items={[
          { name: t('person.firstName'), value: session.firstName ?? t('user.notGiven') },
          { name: t('person.lastName'), value: session.lastName ?? t('user.notGiven') },
          { name: t('person.email'), value: session.email },
          { name: t('person.userName'), value: session.userName, hint: t('person.userNameHint') },
          {
            name: t('account.mailLanguage'),
            value: <span lang={session.language}>{languageNames[session.language]}</span>,
          },
        ]}
      />
    </Panel>
  );
}

function PreferencesPanel() {
  const { t, i18n } = useTranslation();
  return (
    <Panel title={t('account.preferences')}>
      <Stack>
        <NativeSelect
          label={t('account.consoleLanguage')}
          description={t('account.consoleLanguageHint')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={i18n.language}
          onChange={({ currentTarget: { value } }) => {
            const language = languages.find((one) => one === value);
            if (language) void chooseLanguage(language);
          }}
        />
        <SingleKeysSwitch />
      </Stack>
    </Panel>
  );
}
