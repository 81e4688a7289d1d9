import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { organizationPoliciesQuery } from '../api/organization-queries';
import { type Form, Radio, Stack } from '../ui/basics';
import { type FirstPasswordWay, firstPasswordWays, type Values } from './draft';

/** The way that the organization proposes, and for how many hours each is open; until they are known a link by mail. */
export function useProposedWay(organizationId: string) {
  const { data } = useQuery(organizationPoliciesQuery(organizationId));
  const proposed = data?.policies.firstPassword.value;
  const way: FirstPasswordWay = firstPasswordWays.find((one) => one === proposed) ?? 'welcome_link';
  const hours = (one: FirstPasswordWay) =>
    one === 'welcome_link' ? data?.policies.welcomeValidHours.value : data?.policies.oneOffValidHours.value;
  return { way, hours };
}

/** How the user gets to a first password (C3, C5, C6). */
export function FirstPasswordStep({ form }: { form: Form<Values> }) {
  const { t } = useTranslation();
  const { way: proposed, hours } = useProposedWay(form.values.organizationId);
  const { value, ...input } = form.getInputProps('firstPassword') as { value: Values['firstPassword'] };
  return (
    <Radio.Group {...input} value={value || proposed} label={t('createUser.firstPassword')}>
      <Stack gap="sm" mt={6}>
        {firstPasswordWays.map((way) => (
          <Radio
            key={way}
            value={way}
            label={
              way === proposed
                ? t('createUser.way.proposed', { way: t(`createUser.way.${way}`) })
                : t(`createUser.way.${way}`)
            }
            description={[
              t(`createUser.way.${way}.help`),
              hours(way) === undefined ? '' : t('createUser.way.hours', { count: hours(way) }),
            ].join(' ')}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
