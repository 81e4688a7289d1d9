import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../api/organizations';
import { Checkbox, Text } from '../ui/basics';
import type { Column } from '../ui/DataTable';
import { Highlight } from '../ui/Highlight';
import { RouterLink } from '../ui/RouterLink';

type Selection = ReadonlyMap<string, Line>;
type LineColumns = {
  query: string;
  selected: Selection;
  /** `null` where the person may not do anything with lines. */
  onSelect: ((selected: Selection) => void) | null;
};

/** The columns of the lines, with a box each where something can be done to them. */
export function useLineColumns({ query, selected, onSelect }: LineColumns): Column<Line>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const toggle = (line: Line) => {
      const next = new Map(selected);
      if (!next.delete(line.lineId)) next.set(line.lineId, line);
      onSelect?.(next);
    };
    const columns: Column<Line>[] = [
      {
        id: 'identifier',
        header: t('line.identifier'),
        width: '32%',
        cell: (line) => (
          <Text fw={550} className="tabular">
            <Highlight text={line.identifier} query={query} />
          </Text>
        ),
      },
      { id: 'kind', header: t('line.kind'), cell: (line) => t(`line.kind.${line.kind}`) },
      {
        id: 'label',
        header: t('line.label'),
        cell: (line) => line.label && <Highlight text={line.label} query={query} />,
      },
      {
        id: 'assignedTo',
        header: t('line.assignedTo'),
        cell: (line) =>
          line.assignedTo ? (
            <>
              <RouterLink
                to="/organizations/$organizationId"
                params={{ organizationId: line.assignedTo.organizationId }}
                search={{ tab: 'lines' }}
              >
                {line.assignedTo.name}
              </RouterLink>
              {line.holder.organizationId !== line.assignedTo.organizationId && (
                <Text size="sm" c="dimmed">
                  {t('line.heldBy', { name: line.holder.name })}
                </Text>
              )}
            </>
          ) : (
            <Text span c="dimmed">
              {t('line.heldHere')}
            </Text>
          ),
      },
    ];
    if (!onSelect) return columns;
    return [
      {
        id: 'select',
        header: t('line.select'),
        width: '70px',
        cell: (line) => (
          <Checkbox
            checked={selected.has(line.lineId)}
            onChange={() => toggle(line)}
            aria-label={t('line.selectOne', { identifier: line.identifier })}
          />
        ),
      },
      ...columns,
    ];
  }, [t, query, selected, onSelect]);
}
