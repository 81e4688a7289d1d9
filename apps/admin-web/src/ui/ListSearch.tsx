import { Button, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../i18n/problem-text';

/** What there is beyond the list, and how looking for it fares. */
export type More = {
  /** There are more than are listed. */
  partial: boolean;
  /** Looks for what is typed among them, too. */
  find: (typed: string) => void;
  isSearching: boolean;
  error: Error | null;
  retry: () => void;
};

type ListSearchProps = {
  /** What the list holds. */
  label: string;
  value: string;
  onChange: (typed: string) => void;
  /** So many are listed. */
  listed: number;
  more?: More | undefined;
};

/** Above a long list of boxes: what is typed is looked for in it, and where there are more, among them. */
export function ListSearch({ label, value, onChange, listed, more }: ListSearchProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        mt={8}
        aria-label={t('checkTree.search', { label })}
        placeholder={t('checkTree.search', { label })}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          more?.find(event.currentTarget.value);
        }}
      />
      {more?.partial && (
        <Text size="xs" c="dimmed" mt={4} role="status">
          {more.isSearching ? t('state.loading') : t('checkTree.partial', { count: listed })}
        </Text>
      )}
      {more?.error && (
        <Text size="xs" mt={4} role="alert">
          {problemText(more.error)}{' '}
          <Button variant="subtle" size="compact-xs" onClick={more.retry} data-trace="try again">
            {t('action.retry')}
          </Button>
        </Text>
      )}
    </>
  );
}

/** Where nothing in the list matches, unless that is not known yet. */
export const NoneListed = ({ more }: { more: More | undefined }) =>
  more?.isSearching || more?.error ? null : (
    <Text size="sm" c="dimmed">
      –
    </Text>
  );

/** A list that is shorter is seen at a glance. */
export const searchFrom = 10;
