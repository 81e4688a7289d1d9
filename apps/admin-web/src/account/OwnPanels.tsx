import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languageNames, languages, withFurtherTexts } from '../i18n/i18n';
import { SingleKeysSwitch } from '../palette/SingleKeysSwitch';
import { useSignedIn } from '../session/me-context';
import { NativeSelect, Skeleton, Stack } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Panel } from '../ui/Panel';
import { RouterLink } from '../ui/RouterLink';

const OwnAccess = lazy(() =>
  withFurtherTexts(import('./OwnAccess').then((module) => ({ default: module.OwnAccess }))),
);

/** Who one is, what one may do, and how one likes the console. */
export function OwnPanels() {
  return (
    <Stack>
      <ProfilePanel />
      <Suspense fallback={<Skeleton height={160} />}>
        <OwnAccess />
      </Suspense>
      <PreferencesPanel />
    </Stack>
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
