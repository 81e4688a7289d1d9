import type { directoryFilterShape, directoryQuerySchema } from '@tenantry/contracts';
import { type Actor, seesCenter } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { z } from 'zod';
import type { Database } from '../access/find-access';
import { visibleOrganizations } from '../organizations/visible-organizations';
import type { Terms } from '../search/matching';
import { type Bind, statement } from '../search/statement';
import { findCenter } from '../service-centers/find-centers';
import { never } from './cursor';

/** What narrows the directory down, as it was asked, with who is online where that is asked. */
export type DirectoryFilter = z.infer<z.ZodObject<typeof directoryFilterShape>> & {
  onlineIds?: readonly string[] | undefined;
  reach?: z.infer<typeof directoryQuerySchema>['reach'] | undefined;
};

/** The filter in a form in which the same question is the same. */
export const partsOf = (filter: DirectoryFilter, { words, wholes }: Terms): unknown[] => [
  words.toSorted(),
  wholes.toSorted(),
  filter.status?.toSorted() ?? null,
  filter.inactiveCause ?? null,
  filter.organizationId?.toLowerCase() ?? null,
  filter.reach ?? null,
  filter.roleId?.toLowerCase() ?? null,
  filter.serviceCenterId?.toLowerCase() ?? null,
  filter.online ?? null,
  filter.signedInSince ?? null,
  filter.signedInBefore ?? null,
  filter.neverSignedIn ?? null,
  filter.createdSince ?? null,
  filter.createdBefore ?? null,
];

/** Those who are removed are in no list that does not ask for them; the sorted indexes by name are without them. */
export const present = ({ status }: DirectoryFilter): string[] =>
  status?.includes('removed') ? [] : [`d.status <> 'removed'`];

/** Predicates over `directory d`, each answered by an index of it or by what the sorted indexes hold. They narrow a list more than {@link present}. */
export function narrowing(filter: DirectoryFilter, bind: Bind): string[] {
  const {
    status,
    inactiveCause,
    organizationId,
    reach,
    roleId,
    serviceCenterId,
    onlineIds,
    createdSince,
    createdBefore,
  } = filter;
  return [
    ...(status ? [`d.status = any(${bind(status)}::text[])`] : []),
    // Beside others: of who is inactive those alone.
    ...(inactiveCause
      ? [
          `(d.status ${status ? `<> 'inactive' or` : `= 'inactive' and`} d.inactive_cause = ${bind(inactiveCause)})`,
        ]
      : []),
    ...(organizationId ? [within(bind(organizationId), reach)] : []),
    ...(roleId ? [`d.role_ids @> array[${bind(roleId.toLowerCase())}]::text[]`] : []),
    ...(serviceCenterId ? [`d.centers @> array[${bind(serviceCenterId)}]::uuid[]`] : []),
    ...(onlineIds ? [`d.user_id = any(${bind(onlineIds)}::uuid[])`] : []),
    ...(createdSince ? [`d.created_at >= ${bind(midnight(createdSince))}::timestamptz`] : []),
    ...(createdBefore ? [`d.created_at < ${bind(midnight(createdBefore))}::timestamptz`] : []),
    ...signedIn(filter, bind),
  ];
}

function within(id: string, reach: DirectoryFilter['reach'] = 'below'): string {
  switch (reach) {
    case 'below':
      return `d.path @> array[${id}]::uuid[]`;
    case 'exactly':
      return `d.organization_id = ${id}::uuid`;
    case 'above':
      return `d.organization_id = any((select path from organizations where id = ${id}::uuid)::uuid[])`;
    default:
      return reach satisfies never;
  }
}

function signedIn({ signedInSince, signedInBefore, neverSignedIn }: DirectoryFilter, bind: Bind): string[] {
  const key = 'd.signed_in_key';
  const neverDid = `${key} = '${never}'`;
  if (!signedInSince && !signedInBefore) return neverSignedIn ? [neverDid] : [];
  const day = (typed: string) => `${bind(typed)}::date`;
  // Who never signed in stands before every day.
  if (neverSignedIn && !signedInSince && signedInBefore) return [`${key} < ${day(signedInBefore)}`];
  const within = [
    signedInSince ? `${key} >= ${day(signedInSince)}` : `${key} > '${never}'`,
    ...(signedInBefore ? [`${key} < ${day(signedInBefore)}`] : []),
  ];
  return neverSignedIn ? [`(${neverDid} or ${within.join(' and ')})`] : within;
}

const midnight = (day: string): string => `${day}T00:00:00Z`;

/**
 * An organization or a service center outside the actor's sight is answered like one that does not exist. A role that
 * nobody holds whom they see is held by nobody, wherever it was made.
 * @throws {Problem} `organization.not_found`, `service_center.not_found`
 */
export async function refuseForeign(
  database: Database,
  actor: Actor,
  { organizationId, serviceCenterId }: DirectoryFilter,
): Promise<void> {
  if (organizationId !== undefined) {
    const { values, bind } = statement();
    const [own] = await database.query<unknown[]>(
      `select from organizations o where o.id = ${bind(organizationId)} and ${visibleOrganizations(actor, bind)}`,
      values,
    );
    if (!own) throw new Problem('organization.not_found');
  }
  if (serviceCenterId === undefined) return;
  const center = await findCenter(database, serviceCenterId);
  if (!center || !seesCenter(actor, center)) throw new Problem('service_center.not_found');
}
