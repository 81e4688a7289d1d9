import { IconCircleCheck } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadLetterKinds } from '../api/dead-letter-kinds';
import { type Service, services } from '../api/services';
import { deadLetterCountsQuery } from '../api/dead-letters';
import { useSignedIn } from '../session/me-context';
import { Text } from '../ui/basics';
import { EmptyState, NoPermissionState } from '../ui/States';
import { DeadLetterActs } from './DeadLetterActs';
import { type Chosen, DeadLetterList } from './DeadLetterList';
import { DeadLetterOverview, type Row } from './DeadLetterOverview';

const route = getRouteApi('/console/stuck-messages');
const DeadLetterSheet = lazy(() =>
  import('./DeadLetterSheet').then((module) => ({ default: module.DeadLetterSheet })),
);
const ReplayTypeDialog = lazy(() =>
  import('./ReplayTypeDialog').then((module) => ({ default: module.ReplayTypeDialog })),
);

/** What services could not apply: seen, tried again or discarded, with a reason (B2). */
export function DeadLetters() {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  if (!may('installation.operate')) return <NoPermissionState description={t('stuck.noPermission')} />;
  return (
    <>
      <Text c="dimmed">{t('stuck.lead')}</Text>
      <Overview />
    </>
  );
}

function Overview() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const [replayed, setReplayed] = useState<{ service: Service; type: string } | null>(null);
  const answers = useQueries({ queries: services.map(deadLetterCountsQuery) });
  const rows: Row[] = services.map((service, n) => {
    const { data, error, refetch } = answers[n] ?? {};
    return { service, counts: data, error: error ?? null, onRetry: () => void refetch?.() };
  });
  const isWell = rows.every(
    ({ counts, error }) => !error && counts && counts.kinds.every(({ count }) => count === 0),
  );
  const chosen = chosenOf(search, rows);
  const { service, entry } = search;
  return (
    <>
      {isWell ? (
        <EmptyState icon={IconCircleCheck} title={t('stuck.none.title')} description={t('stuck.none.text')} />
      ) : (
        <DeadLetterOverview rows={rows} chosen={chosen} />
      )}
      {chosen && !isWell && (
        <DeadLetterList
          chosen={chosen}
          types={rows.find((row) => row.service === chosen.service)?.counts?.types ?? []}
          onReplayType={(type) => setReplayed({ service: chosen.service, type })}
        />
      )}
      <DeadLetterActs />
      <Suspense fallback={null}>
        {service && entry && (
          <DeadLetterSheet
            key={entry}
            service={service}
            entryId={entry}
            onClose={() =>
              void navigate({ search: { ...search, entry: undefined }, replace: true, resetScroll: false })
            }
          />
        )}
        {replayed && <ReplayTypeDialog {...replayed} onClose={() => setReplayed(null)} />}
      </Suspense>
    </>
  );
}

type Search = { [K in keyof Chosen]?: Chosen[K] | undefined };

/** What the address says; without it the worst that there is. */
function chosenOf(search: Search, rows: readonly Row[]): Chosen | null {
  const { service, kind, type } = search;
  if (service && kind) return { service, kind, type };
  for (const worst of deadLetterKinds)
    for (const row of rows) {
      if (service && row.service !== service) continue;
      const count = row.counts?.kinds.find((each) => each.kind === worst)?.count ?? 0;
      if (count > 0) return { service: row.service, kind: worst };
    }
  return null;
}
