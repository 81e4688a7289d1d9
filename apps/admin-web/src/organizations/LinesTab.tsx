import { IconArrowBackUp, IconPhone, IconPlus, IconSearch, IconSend } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linesQuery } from '../api/organization-queries';
import { assignLines, type Line, type LineAssignment, type OrganizationDetails } from '../api/organizations';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, Text, TextInput, useDebouncedCallback } from '../ui/basics';
import { DataTable } from '../ui/DataTable';
import { FormProblem } from '../ui/FormProblem';
import { LoadMore } from '../ui/LoadMore';
import { RefusableButton } from '../ui/RefusableButton';
import { EmptyState, ErrorState, NoMatchState } from '../ui/States';
import { useActRefusal } from './decisions';
import { LineOutcomes } from './LineOutcomes';
import { useLineColumns } from './line-columns';
import { useOrganizationCommand } from './use-organization-command';
import classes from './organizations.module.css';

const RegisterLineDialog = lazy(() =>
  import('./RegisterLineDialog').then((module) => ({ default: module.RegisterLineDialog })),
);
const AssignLinesDialog = lazy(() =>
  import('./AssignLinesDialog').then((module) => ({ default: module.AssignLinesDialog })),
);
const route = getRouteApi('/console/organizations/$organizationId');

/** The lines that the organization holds or has assigned on: registered, assigned to a customer below, taken back (A1). */
export function LinesTab({ organization }: { organization: OrganizationDetails }) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  const refusal = useActRefusal(organization);
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  const [selected, setSelected] = useState<ReadonlyMap<string, Line>>(new Map());
  const [dialog, setDialog] = useState<'register' | 'assign' | null>(null);
  const [outcomes, setOutcomes] = useState<{ lines: Line[]; results: LineAssignment[] } | null>(null);
  const lines = useInfiniteQuery(linesQuery(organization.organizationId, q));
  const rows = lines.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (text: string) =>
    void navigate({
      search: { tab: 'lines', q: text.trim() || undefined },
      replace: true,
      resetScroll: false,
    });
  const search = useDebouncedCallback(show, 250);
  const manages = may('line.assign');
  const chosen = [...selected.values()];
  const moved = (results: LineAssignment[]) => {
    setOutcomes({ lines: chosen, results });
    setSelected(new Map());
    setDialog(null);
  };
  const takingBack = useOrganizationCommand(
    (taken: Line[]) =>
      assignLines(
        taken.map(({ lineId }) => lineId),
        organization.organizationId,
      ),
    { success: null, onDone: ({ results }) => moved(results) },
  );
  const columns = useLineColumns({
    query: q,
    selected,
    onSelect: manages ? setSelected : null,
  });
  const notHere = chosen.some((line) => line.assignedTo !== null);
  const notAway = chosen.some((line) => line.assignedTo === null);
  const register = manages && (
    <RefusableButton
      variant={rows.length === 0 ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} aria-hidden />}
      refused={refusal('line.register')}
      onClick={() => setDialog('register')}
    >
      {t('line.register.open')}
    </RefusableButton>
  );

  if (lines.error && !lines.data)
    return <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />;
  return (
    <Stack>
      {outcomes && <LineOutcomes {...outcomes} onClose={() => setOutcomes(null)} />}
      <FormProblem error={takingBack.error} />
      {rows.length === 0 && !q && !lines.isPending ? (
        <EmptyState icon={IconPhone} title={t('line.none.title')} description={t('line.none.text')}>
          {register}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <TextInput
              type="search"
              className={classes.search}
              aria-label={t('line.search')}
              placeholder={t('line.searchHint')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              maxLength={200}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                search(event.currentTarget.value);
              }}
            />
            {register}
          </Group>
          {manages && chosen.length > 0 && (
            <Group role="group" aria-label={t('line.selection')}>
              <Text role="status">{t('line.selected', { count: chosen.length })}</Text>
              <RefusableButton
                leftSection={<IconSend size={16} aria-hidden />}
                refused={notHere ? t('line.assign.notHere') : null}
                onClick={() => setDialog('assign')}
              >
                {t('line.assign.open')}
              </RefusableButton>
              <RefusableButton
                variant="default"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                loading={takingBack.isPending}
                refused={refusal('line.assign') ?? (notAway ? t('line.takeBack.notAway') : null)}
                onClick={() => takingBack.mutate(chosen)}
              >
                {t('line.takeBack.open')}
              </RefusableButton>
              <Button variant="subtle" onClick={() => setSelected(new Map())}>
                {t('line.unselect')}
              </Button>
            </Group>
          )}
          {rows.length === 0 && !lines.isPending ? (
            <NoMatchState
              onReset={() => {
                setTyped('');
                show('');
              }}
            />
          ) : (
            <DataTable
              caption={t('organization.tab.lines')}
              columns={columns}
              rows={rows}
              rowId={(line) => line.lineId}
              loading={lines.isPending}
              refreshing={lines.isPlaceholderData}
              minWidth="720px"
            />
          )}
        </>
      )}
      <LoadMore list={lines} trace="load more lines" />
      <Suspense fallback={null}>
        {dialog === 'register' && (
          <RegisterLineDialog organization={organization} onClose={() => setDialog(null)} />
        )}
        {dialog === 'assign' && (
          <AssignLinesDialog
            organization={organization}
            lines={chosen}
            onDone={moved}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </Stack>
  );
}
