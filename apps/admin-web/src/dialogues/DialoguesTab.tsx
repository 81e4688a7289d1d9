import { IconMessagePlus, IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chatOperatorsQuery, type Dialogue, dialoguesQuery } from '../api/dialogues';
import type { OrganizationDetails } from '../api/organizations';
import { useFormat } from '../i18n/format';
import { Button, Group, Skeleton, Stack, Text } from '../ui/basics';
import type { Column } from '../ui/DataTable';
import { LoadMore } from '../ui/LoadMore';
import { Panel } from '../ui/Panel';
import { EmptyState, ErrorState } from '../ui/States';
import { useDialogueColumns, useOperatorColumn } from './dialogue-columns';
import { DialogueList } from './DialogueList';
import { OperatorLoads } from './OperatorLoads';
import { useCloseDialogue } from './use-close-dialogue';

const route = getRouteApi('/console/organizations/$organizationId');
const DealDialog = lazy(() => import('./DealDialog').then((module) => ({ default: module.DealDialog })));

/** The chat operators of an organization with their load, and the dialogues that were dealt to them (A13). */
export function DialoguesTab({ organization }: { organization: OrganizationDetails }) {
  const { organizationId } = organization;
  const { t } = useTranslation();
  const [dealing, setDealing] = useState(false);
  const { closed: closedToo = false } = route.useSearch();
  const navigate = route.useNavigate();
  const dialogues = useInfiniteQuery(dialoguesQuery(organizationId, closedToo ? {} : { state: 'open' }));
  const closing = useCloseDialogue();
  const columns = useDialogueColumns({
    onClose: closing.mutate,
    closing: closing.isPending ? closing.variables : undefined,
  });
  const operator = useOperatorColumn();
  const withOperator = useMemo<Column<Dialogue>[]>(
    () => [...columns.slice(0, 1), operator, ...columns.slice(1)],
    [columns, operator],
  );
  return (
    <Stack gap="lg" maw={1100}>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {t('dialogues.help')}
        </Text>
        <Button leftSection={<IconMessagePlus size={16} aria-hidden />} onClick={() => setDealing(true)}>
          {t('dialogues.deal.open')}
        </Button>
      </Group>
      <Operators organizationId={organizationId} />
      <DialogueList
        dialogues={dialogues}
        columns={withOperator}
        closedToo={closedToo}
        onClosedToo={(closed) =>
          void navigate({
            search: { tab: 'dialogues', closed: closed || undefined },
            replace: true,
            resetScroll: false,
          })
        }
        none={t('dialogues.noneText')}
        minWidth="520px"
      />
      {dealing && (
        <Suspense fallback={null}>
          <DealDialog organization={organization} onClose={() => setDealing(false)} />
        </Suspense>
      )}
    </Stack>
  );
}

const noTotals = { operators: 0, online: 0, places: 0, taken: 0 };

function Operators({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const operators = useInfiniteQuery(chatOperatorsQuery(organizationId));
  if (operators.error && !operators.data)
    return <ErrorState error={operators.error} onRetry={() => void operators.refetch()} />;
  if (!operators.data) return <Skeleton height={140} aria-hidden />;
  const { pages } = operators.data;
  const items = pages.flatMap((page) => page.items);
  const totals = pages[0]?.totals ?? noTotals;
  if (items.length === 0 && totals.operators === 0)
    return (
      <EmptyState
        icon={IconMessages}
        title={t('dialogues.noOperators.title')}
        description={t('dialogues.noOperators.text')}
      />
    );
  return (
    <Panel
      title={t('dialogues.operators')}
      actions={
        <Text size="sm" c="dimmed">
          {t('dialogues.totals', {
            online: format.number(totals.online),
            operators: format.number(totals.operators),
            taken: format.number(totals.taken),
            places: format.number(totals.places),
          })}
        </Text>
      }
    >
      <OperatorLoads operators={{ items, totals }} whole={!operators.hasNextPage} />
      <LoadMore list={operators} trace="more chat operators" />
    </Panel>
  );
}
