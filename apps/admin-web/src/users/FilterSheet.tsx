import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serviceCenterQuery, serviceCentersQuery } from '../api/access-queries';
import { useRoleText } from '../roles/use-role-text';
import { useSignedIn } from '../session/me-context';
import { Button, Checkbox, Group, Select, Stack, Text, TextInput, useDebouncedCallback } from '../ui/basics';
import { SideSheet } from '../ui/SideSheet';
import classes from './FilterSheet.module.css';
import { listedStatuses, type UsersSearch } from './search';
import { useRoles } from './use-roles';

type FilterSheetProps = {
  search: UsersSearch;
  onChange: (next: Partial<UsersSearch>) => void;
  onReset: () => void;
  onClose: () => void;
};
type FieldProps = Pick<FilterSheetProps, 'search' | 'onChange'>;

/** All filters; each holds at once, and the list behind shows it. */
export function FilterSheet({ search, onChange, onReset, onClose }: FilterSheetProps) {
  const { t } = useTranslation();
  const { may } = useSignedIn();
  return (
    <SideSheet opened onClose={onClose} title={t('users.filters')} from="right">
      <Stack gap="lg" className={classes.fields}>
        <Statuses search={search} onChange={onChange} />
        <Checkbox
          label={t('filters.online')}
          description={t('filters.onlineHint')}
          checked={search.online ?? false}
          onChange={(event) => onChange({ online: event.currentTarget.checked || undefined })}
        />
        <RoleField search={search} onChange={onChange} />
        {may('service_center.manage') && <CenterField search={search} onChange={onChange} />}
        <Section title={t('users.column.lastSignIn')}>
          <Days search={search} onChange={onChange} since="signedInSince" before="signedInBefore" />
          <Checkbox
            label={t('filters.neverSignedIn')}
            checked={search.neverSignedIn ?? false}
            onChange={(event) => onChange({ neverSignedIn: event.currentTarget.checked || undefined })}
          />
        </Section>
        <Section title={t('users.column.created')}>
          <Days search={search} onChange={onChange} since="createdSince" before="createdBefore" />
        </Section>
      </Stack>
      <Group justify="space-between" className={classes.foot}>
        <Button
          variant="subtle"
          onClick={() => {
            onReset();
            onClose();
          }}
          data-trace="filter list"
        >
          {t('filter.reset')}
        </Button>
        <Button onClick={onClose}>{t('filters.show')}</Button>
      </Group>
    </SideSheet>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Stack gap="xs" role="group" aria-labelledby={id}>
      <Text id={id} fw={600} size="sm">
        {title}
      </Text>
      {children}
    </Stack>
  );
}

const causes = ['manual', 'inactivity'] as const;

function Statuses({ search: { status = [], inactiveCause }, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('users.column.status')}>
      {listedStatuses.map((one) => (
        <Checkbox
          key={one}
          label={t(`status.${one}`)}
          checked={status.includes(one)}
          onChange={(event) => {
            const next = event.currentTarget.checked ? [...status, one] : status.filter((s) => s !== one);
            onChange({ status: next.length > 0 ? next : undefined });
          }}
        />
      ))}
      {(status.includes('inactive') || inactiveCause) && (
        <Select
          label={t('filters.cause')}
          placeholder={t('filters.any')}
          clearable
          clearButtonProps={{ 'aria-label': t('filters.clear', { label: t('filters.cause') }) }}
          data={causes.map((value) => ({ value, label: t(`filters.cause.${value}`) }))}
          value={inactiveCause ?? null}
          onChange={(value) => onChange({ inactiveCause: causes.find((one) => one === value) })}
        />
      )}
    </Section>
  );
}

function RoleField({ search, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  const roleText = useRoleText();
  const roles = useRoles(search.organizationId ?? me.organization.organizationId);
  return (
    <Select
      label={t('filters.role')}
      placeholder={t('filters.any')}
      clearable
      clearButtonProps={{ 'aria-label': t('filters.clear', { label: t('filters.role') }) }}
      data={roles.map((role) => ({ value: role.roleId, label: roleText(role).name }))}
      value={search.roleId ?? null}
      onChange={(roleId) => onChange({ roleId: roleId ?? undefined })}
    />
  );
}

function CenterField({ search, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const find = useDebouncedCallback(setQ, 250);
  const centers = useInfiniteQuery(
    serviceCentersQuery(search.organizationId ?? me.organization.organizationId, q),
  );
  const chosen = useQuery({
    ...serviceCenterQuery(search.serviceCenterId ?? ''),
    enabled: search.serviceCenterId !== undefined,
  });
  const found = (centers.data?.pages[0]?.items ?? []).map((center) => ({
    value: center.serviceCenterId,
    label: center.name,
  }));
  const known = chosen.data && !found.some(({ value }) => value === search.serviceCenterId);
  return (
    <Select
      label={t('filters.center')}
      placeholder={t('filters.any')}
      clearable
      clearButtonProps={{ 'aria-label': t('filters.clear', { label: t('filters.center') }) }}
      searchable
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        find(chosen.data?.name === text || found.some(({ label }) => label === text) ? '' : text);
      }}
      filter={({ options }) => options}
      nothingFoundMessage={t('filters.noCenter')}
      data={known ? [{ value: chosen.data.serviceCenterId, label: chosen.data.name }, ...found] : found}
      value={search.serviceCenterId ?? null}
      onChange={(serviceCenterId) => onChange({ serviceCenterId: serviceCenterId ?? undefined })}
    />
  );
}

type DaysProps = FieldProps & {
  since: 'signedInSince' | 'createdSince';
  before: 'signedInBefore' | 'createdBefore';
};

/** From a day on, and until the day before another one. */
function Days({ search, onChange, since, before }: DaysProps) {
  const { t } = useTranslation();
  return (
    <Group grow gap="xs" align="flex-start">
      {[since, before].map((key) => (
        <TextInput
          key={key}
          type="date"
          label={t(key === since ? 'filters.since' : 'filters.before')}
          min="1990-01-01"
          max="2999-12-31"
          defaultValue={search[key] ?? ''}
          onChange={(event) => onChange({ [key]: event.currentTarget.value || undefined })}
        />
      ))}
    </Group>
  );
}
