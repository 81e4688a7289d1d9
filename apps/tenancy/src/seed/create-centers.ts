import { writtenBy } from '@tenantry/service-defaults';
import type { PartKind } from '@tenantry/contracts';
import { addParts } from '../service-centers/add-parts';
import { bindCenter } from '../service-centers/bind-center';
import { changeCenter } from '../service-centers/change-center';
import { createCenter } from '../service-centers/create-center';
import { shareCenter } from '../service-centers/share-center';
import type { By } from '../service-centers/write-center';
import type { Furnishing } from './furnish';
import type { PlannedCenter } from './planned-centers';
import { type Member, staffOf } from './staff';

type Request = Parameters<typeof bindCenter>[1]['request'];
type Created = { centerId: string; customerIds: string[]; entityIds: string[] };

/** Creates a planned center as the master of its organization, shares it and binds people to it. */
export async function createPlannedCenter(furnishing: Furnishing, planned: PlannedCenter): Promise<void> {
  const { tx, transact } = furnishing;
  const { master, organizationId, administrators, users } = staffOf(furnishing, planned.of);
  const { acting } = master;
  const by = (): By => ({ ...writtenBy(acting), at: furnishing.clock() });

  const centerId = await createCenter(tx, { organizationId, name: planned.name, acting }, by());
  const add = (kind: PartKind, names: readonly string[]) =>
    changeCenter(transact, { acting, centerId, act: 'add_parts' }, (_, center) =>
      addParts(tx, { center, kind, names }, by()),
    );
  const created: Created = {
    centerId,
    customerIds: idsOf(await add('customer', planned.customers)),
    entityIds: idsOf(await add('entity', planned.entities)),
  };
  const sharedWith = (planned.sharedWith ?? []).map((name) => staffOf(furnishing, name));
  if (sharedWith.length > 0) {
    const organizationIds = sharedWith.map((guest) => guest.organizationId);
    await changeCenter(transact, { acting, centerId, act: 'share' }, (_, center, actor) =>
      shareCenter(tx, actor, { center, version: center.version, organizationIds }, by()),
    );
  }

  const bind = ({ userId }: Member, request: Request) =>
    bindCenter(tx, { acting, userId, centerId, request }, by());
  const bound = [
    ...pick(administrators, planned.owners).map((member) => ({ member, request: all(true) })),
    ...pick(administrators, planned.members ?? []).map((member) => ({ member, request: all(false) })),
    ...[
      ...users.slice(...planned.users),
      ...sharedWith.flatMap((guest) => guest.users.slice(0, planned.guests)),
    ].map((member, place) => ({ member, request: byTurns(created, place) })),
  ];
  for (const { member, request } of bound) await bind(member, request);
}

const pick = (members: readonly Member[], places: readonly number[]): Member[] =>
  places.flatMap((place) => members[place] ?? []);

const all = (owned: boolean): Request => ({ version: null, owned, customerIds: null, entityIds: null });

/** All of the center, some customers, some service entities. */
function byTurns({ customerIds, entityIds }: Created, place: number): Request {
  const some = (ids: readonly string[]) => ids.filter((_, at) => (at + place) % 2 === 0);
  if (place % 3 === 1) return { ...all(false), customerIds: some(customerIds) };
  if (place % 3 === 2) return { ...all(false), entityIds: some(entityIds) };
  return all(false);
}

const idsOf = ({ outcomes }: { outcomes: readonly { partId: string | null }[] }): string[] =>
  outcomes.flatMap(({ partId }) => partId ?? []);
