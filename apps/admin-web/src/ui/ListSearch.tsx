import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type ListSearchProps = {
  /** What the list holds. */
  label: string;
  value: string;
  onChange: (typed: string) => void;
  /** So many are listed, and there are others. */
  listed?: number | undefined;
};

/** Above a long list of boxes: what is typed is looked for in it. */
export function ListSearch({ label, value, onChange, listed }: ListSearchProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        type="search"
        size="xs"
        mt={8}
        aria-label={t('checkTree.search', { label })}
        placeholder={t('checkTree.search', { label })}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {listed !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('checkTree.partial', { count: listed })}
        </Text>
      )}
    </>
  );
}

/** A list that is shorter is seen at a glance. */
export const searchFrom = 10;
