import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, TextInput } from '../ui/basics';
import { acts } from './acts';
import classes from './Audit.module.css';
import { actorOf, nameOf, organizationOf } from './filter-of';
import type { AuditSearch } from './search';
import { useActText } from './use-act-text';

type FiltersProps = { search: AuditSearch; onChange: (next: AuditSearch) => void };

/** What the trail is searched for: all of it is taken when the search is sent, the act at once. */
export function AuditFilters({ search, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const actText = useActText();
  const inAddress = {
    actor: search.actor ?? '',
    subject: search.subject ?? '',
    organizationId: search.organizationId ?? '',
    since: search.since ?? '',
    before: search.before ?? '',
  };
  const address = JSON.stringify(inAddress);
  const [typed, setTyped] = useState(inAddress);
  const [shown, setShown] = useState(address);
  if (shown !== address) {
    setShown(address);
    setTyped(inAddress);
  }
  const type = (field: keyof typeof typed, value: string) =>
    setTyped((before) => ({ ...before, [field]: value }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const types = [...new Set([...(search.type ? [search.type] : []), ...acts])];
  const options = types.map((value) => ({ value, label: actText(value) }));
  options.sort((a, b) => a.label.localeCompare(b.label));
  const find = (act: string | undefined) => {
    const read = {
      actor: actorOf(typed.actor),
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
      type: act,
      since: typed.since || undefined,
      before: typed.before || undefined,
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
        find(search.type);
      }}
    >
      {(['actor', 'subject', 'organizationId'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`audit.filter.${field}`)}
          placeholder={t(`audit.filter.${field}.hint`)}
          value={typed[field]}
          error={wrong.includes(field) ? t('audit.filter.wrong') : null}
          onChange={(event) => type(field, event.currentTarget.value)}
        />
      ))}
      <NativeSelect
        label={t('audit.filter.type')}
        value={search.type ?? ''}
        data={[{ value: '', label: t('audit.filter.anyType') }, ...options]}
        onChange={(event) => find(event.currentTarget.value || undefined)}
      />
      {(['since', 'before'] as const).map((field) => (
        <TextInput
          key={field}
          type="date"
          label={t(`filters.${field}`)}
          min="1990-01-01"
          max="2999-12-31"
          value={typed[field]}
          onChange={(event) => type(field, event.currentTarget.value)}
        />
      ))}
      <Button type="submit" mt={25}>
        {t('audit.find')}
      </Button>
    </form>
  );
}
