import type { Icon } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Kbd, TextInput, VisuallyHidden } from './basics';
import classes from './CommandDialog.module.css';
import { Dialog } from './Dialog';
import { Highlight } from './Highlight';

export type Command = {
  id: string;
  label: string;
  /** What tells it from others of the same name. */
  hint?: string | undefined;
  icon: Icon;
  keys?: string[];
  run: () => void;
};

type CommandDialogProps = {
  title: string;
  label: string;
  query: string;
  onQuery: (query: string) => void;
  sections: readonly { title: string; commands: readonly Command[] }[];
  /** How many were found, in words, for who does not see the list. */
  found: string;
  /** Shown instead of an empty list. */
  empty: ReactNode;
  onClose: () => void;
};

/** A field with what it finds below: arrows choose, Enter runs, Escape leaves (ARIA Authoring Practices, combobox with a listbox). */
export function CommandDialog(props: CommandDialogProps) {
  const { title, label, query, onQuery, found, empty, onClose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const sections = props.sections.filter(({ commands }) => commands.length > 0);
  const commands = sections.flatMap((section) => section.commands);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = commands.find((command) => command.id === chosenId) ?? commands[0];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);
  const move = (step: number) => {
    const at = commands.findIndex((command) => command === chosen);
    choose(commands[(at + step + commands.length) % commands.length]?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') chosen?.run();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <TextInput
        aria-label={label}
        placeholder={label}
        size="md"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={commands.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        value={query}
        onChange={(event) => {
          choose(null);
          onQuery(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <VisuallyHidden role="status">{found}</VisuallyHidden>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={title} className={classes.list}>
        {sections.map((section) => (
          <div key={section.title} role="group" aria-label={section.title}>
            <div className={classes.section} aria-hidden>
              {section.title}
            </div>
            {section.commands.map((command) => (
              <Option
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                query={query}
                chosen={command === chosen}
                onChoose={() => choose(command.id)}
              />
            ))}
          </div>
        ))}
      </div>
      {commands.length === 0 && empty}
    </Dialog>
  );
}

type OptionProps = { id: string; command: Command; query: string; chosen: boolean; onChoose: () => void };

function Option({ id, command, query, chosen, onChoose }: OptionProps) {
  const { label, hint, icon: Glyph, keys, run } = command;
  return (
    // The keys are the field's: it has the focus all the time.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={classes.option}
      onMouseMove={onChoose}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Glyph size={18} stroke={1.8} aria-hidden className={classes.icon} />
      <span className={classes.text}>
        <span className={classes.label}>
          <Highlight text={label} query={query} />
        </span>
        {hint && <span className={classes.hint}>{hint}</span>}
      </span>
      {keys && (
        <span className={classes.keys} aria-hidden>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </span>
      )}
    </div>
  );
}
