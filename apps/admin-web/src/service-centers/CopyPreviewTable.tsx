import { IconBan, IconCirclePlus, IconEqual, IconPlus } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyPreview } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { Text } from '../ui/basics';
import { type Column, DataTable } from '../ui/DataTable';
import { StateBadge, type Tone } from '../ui/StateBadge';

type Item = CopyPreview['items'][number];
type Opening = NonNullable<Item['after']>;

const looks: Record<Item['outcome'], { tone: Tone; icon: Icon }> = {
  added: { tone: 'good', icon: IconCirclePlus },
  extended: { tone: 'waiting', icon: IconPlus },
  kept: { tone: 'neutral', icon: IconEqual },
  refused: { tone: 'bad', icon: IconBan },
};

/** What a copy would do to each service center; what is refused says why. */
export function CopyPreviewTable({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const opened = useOpenedText();
  const columns = useMemo<Column<Item>[]>(
    () => [
      { id: 'name', header: t('centers.column.name'), width: '30%', cell: (item) => item.name },
      {
        id: 'outcome',
        header: t('copy.column.outcome'),
        width: '20%',
        cell: ({ outcome }) => <StateBadge {...looks[outcome]}>{t(`copy.outcome.${outcome}`)}</StateBadge>,
      },
      {
        id: 'after',
        header: t('copy.column.after'),
        cell: ({ refusal, before, after }) =>
          refusal ? (
            <Text size="sm">{`${t(`rule.${refusal.rule}`)} ${t(`mend.${refusal.mend}`)}`}</Text>
          ) : (
            <Text size="sm">
              {before && <del>{opened(before)}</del>} {after && opened(after)}
            </Text>
          ),
      },
    ],
    [t, opened],
  );
  const shown = items.map((item) => ({
    ...item,
    // Nothing to strike out where nothing changes.
    before: item.outcome === 'extended' ? item.before : null,
  }));
  return (
    <DataTable
      caption={t('copy.preview')}
      columns={columns}
      rows={shown}
      rowId={(item) => item.serviceCenterId}
      minWidth="560px"
    />
  );
}

function useOpenedText(): (opening: Opening) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () =>
      ({ allCustomers, customers, allEntities, entities }) =>
        [
          allCustomers
            ? t('opened.customers.all')
            : t('centers.customers', { count: customers.length }) + listed(customers, format.list),
          allEntities
            ? t('opened.entities.all')
            : t('centers.entities', { count: entities.length }) + listed(entities, format.list),
        ].join(' · '),
    [t, format],
  );
}

const listed = (parts: Opening['customers'], list: (names: readonly string[]) => string): string =>
  parts.length > 0 && parts.length <= 3 ? ` (${list(parts.map((part) => part.name))})` : '';
