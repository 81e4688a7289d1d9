import { IconEye, IconEyeOff, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Visibility } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { Alert, Stack, Text } from '../ui/basics';
import { RouterLink } from '../ui/RouterLink';
import classes from './VisibilityPage.module.css';

type Hidden = Extract<Visibility, { outcome: 'hidden' }>['rules'][number];

/** The answer in words: seen, hidden by these rules, or not there as far as the person may know. */
export function VisibilityAnswer({ account, answer }: { account: string; answer: Visibility }) {
  const { t } = useTranslation();
  switch (answer.outcome) {
    case 'visible':
      return (
        <Alert color="green" icon={<IconEye aria-hidden />} title={t('why.visible', { account })}>
          <RouterLink to="/users/$userId" params={{ userId: answer.userId }}>
            {t('why.open')}
          </RouterLink>
        </Alert>
      );
    case 'unknown':
      return (
        <Alert color="gray" icon={<IconUserQuestion aria-hidden />} title={t('why.unknown', { account })}>
          <Text>{t('why.unknownText')}</Text>
          <Text>{t(`mend.${answer.mend}`)}</Text>
        </Alert>
      );
    case 'hidden':
      return (
        <Stack>
          <Alert color="orange" icon={<IconEyeOff aria-hidden />} title={t('why.hidden', { account })} />
          <ul className={classes.rules} aria-label={t('why.rules')}>
            {answer.rules.map((rule) => (
              <li key={rule.rule}>
                <Rule hidden={rule} />
              </li>
            ))}
          </ul>
        </Stack>
      );
    default:
      return answer satisfies never;
  }
}

function Rule({ hidden }: { hidden: Hidden }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = hidden.who.map((one) =>
    one.kind === 'owner_of_center'
      ? t('why.who.owner')
      : one.organization
        ? t('why.who.master', { organization: one.organization.name })
        : t('why.who.masterAbove'),
  );
  return (
    <Stack gap={4}>
      <Text fw={600}>{t(`rule.${hidden.rule}`)}</Text>
      {hidden.rule === 'center_not_owned' && <Centers hidden={hidden} />}
      <Text>{t(`mend.${hidden.mend}`)}</Text>
      {who.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('why.whoCould', { who: format.list(who) })}
        </Text>
      )}
    </Stack>
  );
}

/** The service centers that are not owned: those of the own subtree by name, the others by number. */
function Centers({ hidden }: { hidden: Extract<Hidden, { rule: 'center_not_owned' }> }) {
  const { t } = useTranslation();
  const unnamed = hidden.centers - hidden.named.length;
  return (
    <ul>
      {hidden.named.map(({ serviceCenterId, name }) => (
        <li key={serviceCenterId}>
          <RouterLink to="/service-centers/$serviceCenterId" params={{ serviceCenterId }}>
            {name}
          </RouterLink>
        </li>
      ))}
      {unnamed > 0 && <li>{t('why.unnamed', { count: unnamed })}</li>}
    </ul>
  );
}
