import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserAccess } from '../api/tenancy';
import { useRoleText } from '../roles/use-role-text';
import { Alert, Button, Stack, Text } from '../ui/basics';
import { type AccessDifference, differences } from './fitting';

type WhatChangedProps = { before: UserAccess; after: UserAccess; onTake: () => void };

/** Somebody else has changed the access meanwhile: what, and the way to go on from there. Saving again keeps the own choice. */
export function WhatChanged({ before, after, onTake }: WhatChangedProps) {
  const { t } = useTranslation();
  const text = useDifferenceText();
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('access.changedMeanwhile')}
    >
      <Stack gap={8} align="flex-start">
        <ul>
          {differences(before, after).map((difference) => (
            <li key={text(difference)}>{text(difference)}</li>
          ))}
        </ul>
        <Text size="sm">{t('access.changedHint')}</Text>
        <Button variant="default" size="xs" onClick={onTake}>
          {t('access.takeTheirs')}
        </Button>
      </Stack>
    </Alert>
  );
}

function useDifferenceText(): (difference: AccessDifference) => string {
  const { t } = useTranslation();
  const roleText = useRoleText();
  return (difference) => {
    switch (difference.about) {
      case 'accountType':
        return t('access.difference.accountType', {
          before: t(`accountType.${difference.before}`),
          after: t(`accountType.${difference.after}`),
        });
      case 'allSubAccounts':
        return t(difference.now ? 'access.difference.allSubAccounts' : 'access.difference.notAllSubAccounts');
      case 'role':
        return given(t('access.roles'), roleText(difference.role).name, difference.now);
      case 'module':
        return given(t('access.modules'), difference.name, difference.now);
      case 'subAccount':
        return given(t('access.subAccounts'), difference.name, difference.now);
      default:
        return difference satisfies never;
    }
  };

  function given(what: string, name: string, now: boolean): string {
    return t(now ? 'access.difference.given' : 'access.difference.taken', { what, name });
  }
}
