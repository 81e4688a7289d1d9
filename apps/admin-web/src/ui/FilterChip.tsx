import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './FilterChip.module.css';

/** A filter that is on, said in words, with the way to take it off. */
export function FilterChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <UnstyledButton
      className={classes.chip}
      onClick={onRemove}
      aria-label={t('filter.remove', { label })}
      data-trace="filter list"
    >
      {label}
      <IconX size={13} aria-hidden />
    </UnstyledButton>
  );
}
