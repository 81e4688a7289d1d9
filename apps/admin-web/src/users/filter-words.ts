import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serviceCenterQuery } from '../api/access-queries';
import { organizationQuery } from '../api/organization-queries';
import { useFormat } from '../i18n/format';
import { useRoleText } from '../roles/use-role-text';
import { useSignedIn } from '../session/me-context';
import type { UsersSearch } from './search';
import { useRoles } from './use-roles';

/** A filter that is on, in words, and what takes it off. */
type FilterWord = { key: string; label: string; off: Partial<UsersSearch> };

/** The filters that are on, in words, in the order in which people think of them. */
export function useFilterWords(search: UsersSearch): FilterWord[] {
  const { t } = useTranslation();
  const format = useFormat();
  const organization = useOrganizationName(search.organizationId);
  const role = useRoleName(search);
  const center = useQuery({
    ...serviceCenterQuery(search.serviceCenterId ?? ''),
    enabled: search.serviceCenterId !== undefined,
  });
  const day = (on: string) => format.date(`${on}T12:00:00`);
  const word = (key: keyof UsersSearch, label: string | undefined): FilterWord[] =>
    search[key] === undefined || label === undefined ? [] : [{ key, label, off: { [key]: undefined } }];
  const { status, inactiveCause, signedInSince, signedInBefore, createdSince, createdBefore } = search;
  return [
    ...(search.q ? word('q', t('filter.text', { text: search.q })) : []),
    ...(status ?? []).map((one) => {
      const left = status?.filter((other) => other !== one) ?? [];
      return { key: one, label: t(`status.${one}`), off: { status: left.length > 0 ? left : undefined } };
    }),
    ...word('inactiveCause', inactiveCause && t(`filters.cause.${inactiveCause}`)),
    ...word('organizationId', organization),
    ...word('roleId', t('filters.word.role', { name: role })),
    ...word('serviceCenterId', t('filters.word.center', { name: center.data?.name ?? '…' })),
    ...word('online', t('filters.online')),
    ...word('signedInSince', signedInSince && t('filters.word.signedInSince', { day: day(signedInSince) })),
    ...word(
      'signedInBefore',
      signedInBefore && t('filters.word.signedInBefore', { day: day(signedInBefore) }),
    ),
    ...word('neverSignedIn', t('filters.neverSignedIn')),
    ...word('createdSince', createdSince && t('filters.word.createdSince', { day: day(createdSince) })),
    ...word('createdBefore', createdBefore && t('filters.word.createdBefore', { day: day(createdBefore) })),
  ];
}

/** The name of the organization that a list is of; a placeholder until it is known. */
export function useOrganizationName(organizationId: string | undefined): string {
  const { t } = useTranslation();
  const { me } = useSignedIn();
  const own = me.organization.organizationId === organizationId;
  const { data } = useQuery({
    ...organizationQuery(organizationId ?? ''),
    enabled: organizationId !== undefined && !own,
  });
  return own ? me.organization.name : (data?.name ?? t('users.column.organization'));
}

function useRoleName({ roleId, organizationId }: UsersSearch): string {
  const { me } = useSignedIn();
  const roleText = useRoleText();
  const roles = useRoles(organizationId ?? me.organization.organizationId, roleId !== undefined);
  const role = roles.find((one) => one.roleId === roleId);
  return role ? roleText(role).name : '…';
}
