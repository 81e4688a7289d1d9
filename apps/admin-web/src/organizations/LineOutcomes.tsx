import { IconCircleCheck, IconCircleDot, IconX, IconXboxX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Line, LineAssignment, LineOutcome } from '../api/organizations';
import { ActionIcon, Text } from '../ui/basics';
import { Panel } from '../ui/Panel';
import { StateBadge, type Tone } from '../ui/StateBadge';
import classes from './organizations.module.css';

const looks: Record<LineOutcome, { tone: Tone; icon: Icon }> = {
  assigned: { tone: 'good', icon: IconCircleCheck },
  taken_back: { tone: 'good', icon: IconCircleCheck },
  unchanged: { tone: 'neutral', icon: IconCircleDot },
  not_found: { tone: 'bad', icon: IconXboxX },
  not_directly_below: { tone: 'bad', icon: IconXboxX },
};

type LineOutcomesProps = { lines: Line[]; results: LineAssignment[]; onClose: () => void };

/** What became of each line: each stands for itself. */
export function LineOutcomes({ lines, results, onClose }: LineOutcomesProps) {
  const { t } = useTranslation();
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  return (
    <Panel
      title={t('line.outcome.title')}
      actions={
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('action.close')}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      }
    >
      <div role="status">
        <ul className={classes.list} aria-label={t('line.outcome.title')}>
          {results.map(({ lineId, outcome }) => (
            <li key={lineId} className={classes.item}>
              <Text fw={550}>{byId.get(lineId)?.identifier ?? lineId}</Text>
              <StateBadge {...looks[outcome]}>{t(`line.outcome.${outcome}`)}</StateBadge>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
