import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganizationDetails } from '../api/organizations';
import { useFormat } from '../i18n/format';
import { languageNames } from '../i18n/i18n';
import { useSignedIn } from '../session/me-context';
import { Stack } from '../ui/basics';
import { Facts } from '../ui/Facts';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { Time } from '../ui/Time';
import { countryName } from './countries';
import { useActRefusal } from './decisions';
import classes from './organizations.module.css';

const EditDialog = lazy(() => import('./EditDialog').then((module) => ({ default: module.EditDialog })));

/** What is known of the organization. */
export function OverviewTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { may } = useSignedIn();
  const refusal = useActRefusal(organization);
  const [editing, setEditing] = useState(false);
  const known = (value: string | null) =>
    value ?? <span className={classes.unknown}>{t('organization.notKnown')}</span>;
  const counted = ({ count, exact }: { count: number; exact: boolean }) =>
    exact ? format.number(count) : t('users.more', { count: format.number(count) });
  const { country, language, organizationId } = organization;
  const place = [organization.postalCode, organization.city].filter(Boolean).join(' ');
  const address = [organization.street, place, country && countryName(country, format.language)]
    .filter(Boolean)
    .join(', ');
  return (
    <div className={classes.panels}>
      <Panel
        title={t('organization.details')}
        actions={
          may('organization.manage') && (
            <RefusableButton
              variant="default"
              size="compact-sm"
              leftSection={<IconPencil size={14} aria-hidden />}
              refused={refusal('organization.edit')}
              onClick={() => setEditing(true)}
            >
              {t('organization.edit.open')}
            </RefusableButton>
          )
        }
      >
        <Facts
          items={[
            { name: t('organization.field.contactName'), value: known(organization.contactName) },
            { name: t('organization.field.contactEmail'), value: known(organization.contactEmail) },
            { name: t('organization.field.contactPhone'), value: known(organization.contactPhone) },
            { name: t('organization.address'), value: known(address || null) },
            { name: t('organization.field.reference'), value: known(organization.reference) },
            {
              name: t('organization.field.language'),
              value: known(language && languageNames[language]),
            },
            { name: t('organization.field.timeZone'), value: known(organization.timeZone) },
          ]}
        />
      </Panel>
      <Stack>
        <Panel title={t('organization.place')}>
          <Facts
            items={[
              { name: t('organization.kind'), value: t(`organization.kind.${organization.kind}`) },
              { name: t('organization.directlyBelow'), value: counted(organization.children) },
              {
                name: t('organization.users'),
                value: may('user.view') ? (
                  <RouterLink to="/users" search={{ organizationId, sort: 'name' }}>
                    {t('users.count', {
                      count: organization.users.count,
                      shown: counted(organization.users),
                    })}
                  </RouterLink>
                ) : (
                  counted(organization.users)
                ),
                hint: t('organization.usersHint'),
              },
              {
                name: t('users.column.created'),
                value: <Time at={organization.createdAt} absolute focusable />,
              },
            ]}
          />
        </Panel>
      </Stack>
      {editing && (
        <Suspense fallback={null}>
          <EditDialog organization={organization} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </div>
  );
}
