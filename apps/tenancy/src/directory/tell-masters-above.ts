import { mailLastMaster, type MessageOf, type userKeptActive } from '@tenantry/contracts';
import { type HandlerContext, sendCommand } from '@tenantry/messaging';
import type { EntityManager } from 'typeorm';
import { arrive } from './change-status';

const weekMs = 7 * 24 * 3_600_000;
/** More masters of one organization than that are not written to. */
const mostTold = 20;

/**
 * The rule of inactivity would have deactivated the last master of an organization (L7): the masters of the nearest one above
 * that has any who are active are told by mail. Above the root there is nobody.
 */
export async function tellMastersAbove(
  { data: { userId }, sequence, time }: MessageOf<typeof userKeptActive>,
  { tx, replayed }: HandlerContext,
): Promise<void> {
  await arrive(tx, userId, sequence);
  if (replayed || Date.now() - Date.parse(time) > weekMs) return;
  const expiresAt = new Date(Date.now() + weekMs);
  for (const told of await findMastersAbove(tx, userId))
    await sendCommand(tx, mailLastMaster, told, { actor: 'service/tenancy', expiresAt });
}

type Told = { userId: string; organizationName: string; masterName: string; masterUserName: string };

const findMastersAbove = (tx: EntityManager, userId: string): Promise<Told[]> =>
  tx.query<Told[]>(
    `with about as (
       select o.id, o.path, o.name, d.user_name,
         coalesce(nullif(concat_ws(' ', d.first_name, d.last_name), ''), d.user_name) as full_name
       from directory d join organizations o on o.id = d.organization_id where d.user_id = $1
     ), above as (
       select a.user_id, cardinality(o.path) as depth
       from about join organizations o on o.id = any(about.path) and o.id <> about.id
         join access a on a.organization_id = o.id and a.account_type = 'master' and a.status = 'active'
     )
     select user_id as "userId", name as "organizationName", full_name as "masterName", user_name as "masterUserName"
     from above cross join about
     where depth = (select max(depth) from above) order by user_id limit ${mostTold}`,
    [userId],
  );
