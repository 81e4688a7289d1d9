import { IconPencil, IconUnlink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Binding } from '../api/service-centers';
import { useFormat } from '../i18n/format';
import { RefusableButton } from '../ui/RefusableButton';
import { RouterLink } from '../ui/RouterLink';
import { useReason } from '../user/decision-text';
import { LockToggle } from './LockToggle';
import classes from './UserCentersTab.module.css';
import { useLock } from './use-lock';

type BindingRowProps = { userId: string; binding: Binding; onChange: () => void; onUnbind: () => void };

/** One service center of a user: what it opens, its lock, and what can be done about it. */
export function BindingRow({ userId, binding, onChange, onUnbind }: BindingRowProps) {
  const { t } = useTranslation();
  const reason = useReason();
  const toggle = useLock(userId);
  const refused = (act: Binding['acts'][number]['act']) =>
    reason(binding.acts.find((one) => one.act === act)?.decision);
  return (
    <li className={classes.center}>
      <div className={classes.what}>
        <RouterLink
          to="/service-centers/$serviceCenterId"
          params={{ serviceCenterId: binding.serviceCenterId }}
          className={classes.name}
        >
          {binding.name}
        </RouterLink>
        <div className={classes.opened}>
          <Opened kind="customers" opened={binding.customers} />
          <Opened kind="entities" opened={binding.entities} />
          {binding.organization && <span>{binding.organization.name}</span>}
        </div>
      </div>
      <LockToggle
        center={binding.name}
        owned={binding.owned}
        refused={refused('toggle_lock')}
        onToggle={() => toggle(binding)}
      />
      <div className={classes.acts}>
        <RefusableButton
          variant="default"
          size="xs"
          refused={refused('change')}
          onClick={onChange}
          aria-label={t('bind.changeOf', { center: binding.name })}
        >
          <IconPencil size={15} aria-hidden />
        </RefusableButton>
        <RefusableButton
          variant="default"
          size="xs"
          refused={refused('unbind')}
          onClick={onUnbind}
          aria-label={t('unbind.of', { center: binding.name })}
        >
          <IconUnlink size={15} aria-hidden />
        </RefusableButton>
      </div>
    </li>
  );
}

/** `All customers`, or how many of them with their names while they fit. */
function Opened({ kind, opened }: { kind: 'customers' | 'entities'; opened: Binding['customers'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { all, parts, total } = opened;
  if (all) return <span>{t(`opened.${kind}.all`)}</span>;
  const names = parts.slice(0, 3).map((part) => part.name);
  return (
    <span title={format.list(parts.map((part) => part.name))}>
      {t(`opened.${kind}.some`, { given: format.number(parts.length), total: format.number(total) })}
      {parts.length > 0 && `: ${names.join(', ')}${parts.length > names.length ? '…' : ''}`}
    </span>
  );
}
