import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../i18n/i18n';
import { Select, TextInput } from '../ui/basics';
import { countries } from './countries';
import type { DetailField } from './details';
import classes from './organizations.module.css';

type InputProps = { value?: string; onChange: (value: unknown) => void; error?: ReactNode };
type DetailFieldsProps = { getInputProps: (field: DetailField) => InputProps };

const timeZones = Intl.supportedValuesOf('timeZone');

/** The fields of an organization's details, the same when it is made and when it is edited. */
export function DetailFields({ getInputProps }: DetailFieldsProps) {
  const { t, i18n } = useTranslation();
  const countryOptions = useMemo(() => countries(i18n.language), [i18n.language]);
  const choice = (field: DetailField) => {
    const { value, onChange, ...props } = getInputProps(field);
    return {
      ...props,
      value: value || null,
      onChange: (next: string | null) => onChange(next ?? ''),
      clearable: true,
      clearButtonProps: { 'aria-label': t('organization.clearField') },
    };
  };
  return (
    <>
      <fieldset className={classes.fields}>
        <legend>{t('organization.contact')}</legend>
        <TextInput
          label={t('organization.field.contactName')}
          maxLength={200}
          {...getInputProps('contactName')}
        />
        <TextInput
          label={t('organization.field.contactEmail')}
          type="email"
          maxLength={254}
          {...getInputProps('contactEmail')}
        />
        <TextInput
          label={t('organization.field.contactPhone')}
          type="tel"
          maxLength={40}
          {...getInputProps('contactPhone')}
        />
        <TextInput label={t('organization.field.reference')} maxLength={60} {...getInputProps('reference')} />
      </fieldset>
      <fieldset className={classes.fields}>
        <legend>{t('organization.address')}</legend>
        <TextInput
          className={classes.wide}
          label={t('organization.field.street')}
          maxLength={200}
          {...getInputProps('street')}
        />
        <TextInput
          label={t('organization.field.postalCode')}
          maxLength={20}
          {...getInputProps('postalCode')}
        />
        <TextInput label={t('organization.field.city')} maxLength={100} {...getInputProps('city')} />
        <Select
          label={t('organization.field.country')}
          searchable
          data={countryOptions}
          {...choice('country')}
        />
        <Select
          label={t('organization.field.timeZone')}
          searchable
          limit={60}
          data={timeZones}
          {...choice('timeZone')}
        />
        <Select
          label={t('organization.field.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          {...choice('language')}
        />
      </fieldset>
    </>
  );
}
