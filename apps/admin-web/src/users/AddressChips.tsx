import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { Button, Group, Text, UnstyledButton } from '../ui/basics';
import classes from './AddressChips.module.css';
import { faultOf } from './addresses';

type AddressChipsProps = {
  list: RefObject<HTMLUListElement | null>;
  addresses: readonly string[];
  onChange: (addresses: readonly string[]) => void;
  /** Takes one back to where it is typed. */
  onMend: (address: string) => void;
  /** The last one is gone. */
  onLeave: () => void;
};

/** So many are listed one by one; of more only those with faults. */
const mostListed = 100;

/** Addresses, each with why it is none; arrows go from one to the next, Enter takes one back, Delete removes it. */
export function AddressChips({ list, addresses, onChange, onMend, onLeave }: AddressChipsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [current, setCurrent] = useState(0);
  const chips = useMemo(
    () => addresses.map((address) => ({ address, fault: faultOf(address) })),
    [addresses],
  );
  const faulty = chips.filter(({ fault }) => fault !== null);
  const collapsed = chips.length > mostListed;
  const listed = (collapsed ? faulty : chips).slice(0, mostListed);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
  const focus = (at: number) => buttons()[Math.max(0, Math.min(at, buttons().length - 1))]?.focus();
  const remove = (address: string, at: number) => {
    // Gone at once: the next one has its place, and the next key is meant for it.
    flushSync(() => onChange(addresses.filter((one) => one !== address)));
    if (buttons().length > 0) focus(at);
    else onLeave();
  };
  const press = (event: KeyboardEvent, address: string, at: number) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: listed.length - 1 }[event.key];
    if (to !== undefined) focus(to);
    else if (event.key === 'Delete' || event.key === 'Backspace')
      remove(address, event.key === 'Delete' ? at : at - 1);
    else return;
    event.preventDefault();
  };
  if (chips.length === 0) return null;
  return (
    <div className={classes.box}>
      {collapsed && (
        <Text size="sm">
          {t(faulty.length > 0 ? 'invite.chips.faultyOnly' : 'invite.chips.tooMany', {
            shown: format.number(chips.length),
          })}
        </Text>
      )}
      <ul ref={list} className={classes.chips} aria-label={t('invite.chips')}>
        {listed.map(({ address, fault }, at) => (
          <li key={address} className={classes.chip} data-faulty={fault !== null || undefined}>
            <UnstyledButton
              className={classes.text}
              data-chip
              tabIndex={at === Math.min(current, listed.length - 1) ? 0 : -1}
              onFocus={() => setCurrent(at)}
              onKeyDown={(event) => press(event, address, at)}
              onClick={() => onMend(address)}
              data-trace="mend address"
            >
              {fault && <IconAlertTriangle size={14} aria-hidden />}
              {address}
              {fault && <span className={classes.fault}>{t(`invite.fault.${fault}`)}</span>}
            </UnstyledButton>
            <UnstyledButton
              className={classes.remove}
              tabIndex={-1}
              aria-label={t('invite.chips.remove', { address })}
              onClick={() => remove(address, at)}
              data-trace="remove address"
            >
              <IconX size={13} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {faulty.length > listed.length && (
        <Text size="sm" c="dimmed">
          {t('invite.chips.more', { shown: format.number(faulty.length - listed.length) })}
        </Text>
      )}
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {listed.length > 0 && t('invite.chips.hint')}
        </Text>
        <Group gap="xs">
          {faulty.length > 1 && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => {
                onChange(chips.flatMap(({ address, fault }) => (fault ? [] : address)));
                onLeave();
              }}
            >
              {t('invite.chips.dropFaulty', { shown: format.number(faulty.length) })}
            </Button>
          )}
          {chips.length > 1 && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => {
                onChange([]);
                onLeave();
              }}
            >
              {t('invite.chips.clear')}
            </Button>
          )}
        </Group>
      </Group>
    </div>
  );
}
