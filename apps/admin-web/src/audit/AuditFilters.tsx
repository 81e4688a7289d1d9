import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, TextInput } from '../ui/basics';
import { acts } from './acts';
import classes from './Audit.module.css';
import { nameOf, organizationOf } from './filter-of';
import type { AuditSearch } from './search';
import { useActText } from './use-act-text';

type FiltersProps = { search: AuditSearch; onChange: (next: AuditSearch) => void };

/** What the trail is searched for. Ids are taken when the search is sent; the others hold at once. */
export function AuditFilters({ search, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const actText = useActText();
  const [typed, setTyped] = useState({
    actor: search.actor ?? '',
    subject: search.subject ?? '',
    organizationId: search.organizationId ?? '',
  });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const types = [...new Set([...(search.type ? [search.type] : []), ...acts])];
  const options = types.map((value) => ({ value, label: actText(value) }));
  options.sort((a, b) => a.label.localeCompare(b.label));
  const find = () => {
    const read = {
      actor: nameOf(typed.actor),
      subject: nameOf(typed.subject),
      organizationId: organizationOf(typed.organizationId),
    };
    const fields = ['actor', 'subject', 'organizationId'] as const;
    const not = fields.filter((field) => typed[field].trim() !== '' && read[field] === null);
    setWrong(not);
    if (not.length > 0) return;
    onChange({
      actor: read.actor ?? undefined,
      subject: read.subject ?? undefined,
      organizationId: read.organizationId ?? undefined,
    });
  };
  return (
    <form
      role="search"
      aria-label={t('audit.search')}
      noValidate
      className={classes.filters}
      data-trace="search audit trail"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      {(['actor', 'subject', 'organizationId'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`audit.filter.${field}`)}
          placeholder={t(`audit.filter.${field}.hint`)}
          value={typed[field]}
          error={wrong.includes(field) ? t('audit.filter.wrong') : null}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTyped((before) => ({ ...before, [field]: value }));
          }}
        />
      ))}
      <NativeSelect
        label={t('audit.filter.type')}
        value={search.type ?? ''}
        data={[{ value: '', label: t('audit.filter.anyType') }, ...options]}
        onChange={(event) => onChange({ type: event.currentTarget.value || undefined })}
      />
      {(['since', 'before'] as const).map((field) => (
        <TextInput
          key={field}
          type="date"
          label={t(`filters.${field}`)}
          min="1990-01-01"
          max="2999-12-31"
          defaultValue={search[field] ?? ''}
          onBlur={(event) => {
            const value = event.currentTarget.value || undefined;
            if (value !== search[field]) onChange({ [field]: value });
          }}
        />
      ))}
      <Button type="submit" mt={25}>
        {t('audit.find')}
      </Button>
    </form>
  );
}
