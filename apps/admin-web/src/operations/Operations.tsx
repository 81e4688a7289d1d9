import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { operationsQuery } from '../api/operations';
import { services } from '../api/services';
import { useSignedIn } from '../session/me-context';
import { Stack, Text } from '../ui/basics';
import { NoPermissionState } from '../ui/States';
import { OperationsPicture } from './OperationsPicture';
import { OperationsTable } from './OperationsTable';
import type { Asked } from './use-operations-words';

/** What the services have to do at this moment, as a picture and in words (B6). */
export function Operations() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  if (!may('installation.operate')) return <NoPermissionState description={t('operations.noPermission')} />;
  return (
    <>
      <Text c="dimmed">{t('operations.lead')}</Text>
      <Overview />
    </>
  );
}

function Overview() {
  const answers = useQueries({ queries: services.map(operationsQuery) });
  const asked = services.map((service, n): Asked => {
    const { data, error } = answers[n] ?? {};
    // What it said before it fell silent is not how it is.
    return { service, operations: error ? undefined : data, error: error ?? null };
  });
  return (
    <Stack gap="lg">
      <OperationsPicture asked={asked} />
      <OperationsTable asked={asked} />
    </Stack>
  );
}
