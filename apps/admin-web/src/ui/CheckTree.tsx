import { Checkbox, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CheckTree.module.css';
import { ListSearch, type More, NoneListed, searchFrom } from './ListSearch';
import { matchParts } from './match-parts';
import { type Choice, isChosen, stateOf, toggleAll, toggleOne } from './tri-state';
import { useScrollable } from './use-scrollable';

type CheckOption = {
  id: string;
  label: string;
  /** Why it cannot be chosen now. */
  refused?: string | null;
};

type CheckTreeProps = {
  /** What the list holds: `Customers`. */
  label: string;
  /** What the box above says: `All customers, also those to come`. */
  allLabel: string;
  /** Why not all can be chosen at once. */
  allRefused?: string | null;
  options: readonly CheckOption[];
  choice: Choice;
  onChange: (choice: Choice) => void;
  /** What stands there when there are no options. */
  none: string;
  /** Where there can be more than these. */
  more?: More;
};

/** All, some or none of a list: a box of three states above the boxes of the list. */
export function CheckTree({
  label,
  allLabel,
  allRefused,
  options,
  choice,
  onChange,
  none,
  more,
}: CheckTreeProps) {
  const { t } = useTranslation();
  const id = useId();
  const [q, setQ] = useState('');
  const shown = q.trim()
    ? options.filter((option) => matchParts(option.label, q).some((part) => part.match))
    : options;
  const ids = options.map((option) => option.id);
  const state = stateOf(choice);
  // All but one is a list of the others, which must all be known.
  const onlyAll = Boolean(more?.partial) && choice === null;
  const scrollable = useScrollable(label);
  return (
    <div role="group" aria-labelledby={id} aria-describedby={onlyAll ? `${id}-only-all` : undefined}>
      <Text id={id} fw={600} mb={6}>
        {label}
      </Text>
      <Checkbox
        label={allLabel}
        description={allRefused && state !== 'all' ? allRefused : undefined}
        checked={state === 'all'}
        indeterminate={state === 'some'}
        disabled={Boolean(allRefused) && state !== 'all'}
        onChange={() => onChange(toggleAll(choice))}
      />
      {onlyAll && (
        <Text id={`${id}-only-all`} size="xs" c="dimmed" mt={4}>
          {t('checkTree.onlyAll', { all: allLabel })}
        </Text>
      )}
      {(more?.partial || options.length >= searchFrom) && (
        <ListSearch label={label} value={q} onChange={setQ} listed={options.length} more={more} />
      )}
      <div className={classes.children} {...scrollable}>
        {options.length === 0 && (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        )}
        {options.length > 0 && shown.length === 0 && <NoneListed more={more} />}
        {shown.map((option) => {
          const chosen = isChosen(choice, option.id);
          return (
            <Checkbox
              key={option.id}
              size="sm"
              label={option.label}
              description={option.refused && !chosen ? option.refused : undefined}
              checked={chosen}
              disabled={(Boolean(option.refused) && !chosen) || onlyAll}
              onChange={() => onChange(toggleOne(choice, option.id, ids))}
            />
          );
        })}
      </div>
    </div>
  );
}
