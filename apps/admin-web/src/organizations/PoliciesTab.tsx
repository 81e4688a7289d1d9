import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationPoliciesQuery } from '../api/organization-queries';
import { type OrganizationDetails, type OrganizationPolicies, setPolicies } from '../api/organizations';
import { HelpButton } from '../help/HelpButton';
import { useSignedIn } from '../session/me-context';
import { Group, Skeleton, Stack, Text } from '../ui/basics';
import { FormProblem } from '../ui/FormProblem';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { ErrorState } from '../ui/States';
import { useReason } from '../user/decision-text';
import { ownPolicies, policyNames, type PolicyName, usePolicyText } from './policies';
import { useOrganizationCommand } from './use-organization-command';
import classes from './organizations.module.css';

const PolicyDialog = lazy(() =>
  import('./PolicyDialog').then((module) => ({ default: module.PolicyDialog })),
);

/** The policies in force, each with where it comes from; own ones are set here and inherited by those below (A1). */
export function PoliciesTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const policies = useQuery(organizationPoliciesQuery(organization.organizationId));
  const [editing, setEditing] = useState<PolicyName | null>(null);
  const removing = useOrganizationCommand(
    (policy: PolicyName) => {
      const current = policies.data as OrganizationPolicies;
      return setPolicies(organization.organizationId, {
        version: current.version,
        ...ownPolicies(current),
        [policy]: null,
      });
    },
    { success: t('policy.removed') },
  );
  if (policies.error && !policies.data)
    return <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />;
  if (!policies.data) return <Skeleton height={180} maw={860} aria-hidden />;
  return (
    <Stack maw={860}>
      <FormProblem error={removing.error} />
      <Panel
        title={t('policy.title')}
        actions={
          <HelpButton
            what={t('policy.title')}
            about={['whyInactive', 'autoLogout', 'firstPassword', 'oneOffPassword']}
          />
        }
      >
        <ul className={classes.list}>
          {policyNames.map((policy) => (
            <Policy
              key={policy}
              policy={policy}
              policies={policies.data}
              removing={removing.isPending}
              onEdit={() => setEditing(policy)}
              onRemove={() => removing.mutate(policy)}
            />
          ))}
        </ul>
      </Panel>
      {editing && (
        <Suspense fallback={null}>
          <PolicyDialog policy={editing} policies={policies.data} onClose={() => setEditing(null)} />
        </Suspense>
      )}
    </Stack>
  );
}

type PolicyProps = {
  policy: PolicyName;
  policies: OrganizationPolicies;
  removing: boolean;
  onEdit: () => void;
  onRemove: () => void;
};

function Policy({ policy, policies, removing, onEdit, onRemove }: PolicyProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refused = useReason()(policies.decision);
  const text = usePolicyText();
  const { source } = policies.policies[policy];
  const own = source.from === 'own';
  const named = { 'aria-label': `${t(own ? 'policy.change' : 'policy.set')} ${t(`policy.${policy}`)}` };
  return (
    <li className={classes.item}>
      <div className={classes.itemText}>
        <Text fw={600}>{t(`policy.${policy}`)}</Text>
        <Text>{text(policy, policies.policies[policy].value)}</Text>
        <Text size="sm" c="dimmed">
          <Source source={source} />
        </Text>
      </div>
      {may('organization.manage') && (
        <Group gap="xs">
          {own && (
            <RefusableButton
              variant="subtle"
              size="compact-sm"
              refused={refused}
              loading={removing}
              onClick={onRemove}
              aria-label={t('policy.inheritOne', { policy: t(`policy.${policy}`) })}
            >
              {t('policy.inherit')}
            </RefusableButton>
          )}
          <RefusableButton variant="default" size="compact-sm" refused={refused} onClick={onEdit} {...named}>
            {t(own ? 'policy.change' : 'policy.set')}
          </RefusableButton>
        </Group>
      )}
    </li>
  );
}

function Source({ source }: { source: OrganizationPolicies['policies']['idleSeconds']['source'] }) {
  const { t } = useTranslation();
  switch (source.from) {
    case 'own':
      return t('policy.source.own');
    case 'installation':
      return t('policy.source.installation');
    case 'inherited':
      if (!source.organization) return t('policy.source.above');
      return (
        <>
          {t('policy.source.inherited')}{' '}
          <RouterLink
            to="/organizations/$organizationId"
            params={{ organizationId: source.organization.organizationId }}
            search={{ tab: 'policies' }}
            size="sm"
          >
            {source.organization.name}
          </RouterLink>
        </>
      );
    default:
      return source satisfies never;
  }
}
