import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { singleKeysOn } from '../palette/single-keys';
import { ActionIcon, Kbd, TextInput, useDebouncedCallback, useHotkeys } from '../ui/basics';
import classes from './UserFilters.module.css';

/** Search as one types: 250 ms after the last key, and `/` leads here. */
export function SearchField({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const search = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    onSearch(sent.current);
  }, 250);
  useHotkeys([['/', () => singleKeysOn() && input.current?.focus()]]);
  // Back, a chip or Reset changes the address: the field follows, but never while its own text is on the way.
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);
  const set = (text: string) => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={t('users.search')}
      placeholder={t('users.searchHint')}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('users.clearSearch')}
            onClick={() => set('')}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        ) : (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        )
      }
    />
  );
}
