import { IconPlus, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceCenter } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { Text } from '../ui/basics';
import { ListSearch, NoneListed, searchFrom } from '../ui/ListSearch';
import { matchParts } from '../ui/match-parts';
import { Panel } from '../ui/Panel';
import { RefusableButton } from '../ui/RefusableButton';
import classes from './CenterPage.module.css';

const AddPartsDialog = lazy(() =>
  import('./AddPartsDialog').then((module) => ({ default: module.AddPartsDialog })),
);
const RemovePartDialog = lazy(() =>
  import('./RemovePartDialog').then((module) => ({ default: module.RemovePartDialog })),
);

type Part = ServiceCenter['customers'][number];
type PartsPanelProps = {
  center: ServiceCenter;
  kind: 'customer' | 'entity';
  parts: readonly Part[];
  refused: { add: string | null; remove: string | null };
};

const names = { customer: 'customers', entity: 'entities' } as const;

/** The customers or the service entities of a service center. */
export function PartsPanel({ center, kind, parts, refused }: PartsPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [q, setQ] = useState('');
  const label = t(`centers.${names[kind]}.label`);
  const long = parts.length >= searchFrom;
  const shown =
    long && q.trim() ? parts.filter((part) => matchParts(part.name, q).some(({ match }) => match)) : parts;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Part | null>(null);
  return (
    <Panel
      title={`${label} (${format.number(parts.length)})`}
      actions={
        <RefusableButton
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          refused={refused.add}
          onClick={() => setAdding(true)}
          aria-label={t(`parts.add.${kind}`)}
        >
          {t('parts.add')}
        </RefusableButton>
      }
    >
      {parts.length === 0 && (
        <Text c="dimmed" py={6}>
          {t(kind === 'customer' ? 'centers.noCustomers' : 'centers.noEntities')}
        </Text>
      )}
      {long && <ListSearch label={label} value={q} onChange={setQ} listed={parts.length} />}
      {parts.length > 0 && shown.length === 0 && <NoneListed more={undefined} />}
      <ul className={classes.parts} aria-label={label}>
        {shown.map((part) => (
          <li key={part.partId}>
            <span>{part.name}</span>
            <RefusableButton
              variant="subtle"
              color="gray"
              size="compact-sm"
              refused={refused.remove}
              onClick={() => setRemoving(part)}
              aria-label={t('parts.removeOf', { name: part.name })}
            >
              <IconX size={14} aria-hidden />
            </RefusableButton>
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {adding && (
          <AddPartsDialog
            serviceCenterId={center.serviceCenterId}
            kind={kind}
            onClose={() => setAdding(false)}
          />
        )}
        {removing && <RemovePartDialog center={center} part={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </Panel>
  );
}
