import { UnstyledButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import classes from './ToggleGroup.module.css';

type ToggleGroupProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string; icon?: Icon }[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
};

/** Several of a few values, all in sight; each is a button that is pressed or not. */
export function ToggleGroup<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ToggleGroupProps<Value>) {
  return (
    <div role="group" aria-label={label} className={classes.group}>
      {options.map((option) => {
        const pressed = value.includes(option.value);
        const Glyph = option.icon;
        return (
          <UnstyledButton
            key={option.value}
            className={classes.toggle}
            aria-pressed={pressed}
            data-trace="filter list"
            onClick={() =>
              onChange(pressed ? value.filter((one) => one !== option.value) : [...value, option.value])
            }
          >
            {Glyph && <Glyph size={14} aria-hidden />}
            {option.label}
          </UnstyledButton>
        );
      })}
    </div>
  );
}
