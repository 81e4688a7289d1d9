import type { OrganizationReference, Visibility } from '@tenantry/contracts';
import { type Actor, hiddenBy, seesCenter } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { type Database, findAccess, toSubject } from '../access/find-access';
import { findCenters } from '../service-centers/find-centers';
import { findAccountBelow } from './find-account';
import { ownersCouldShare } from './owners-could-share';

type HiddenRules = Extract<Visibility, { outcome: 'hidden' }>['rules'];
type Master = Extract<HiddenRules[number]['who'][number], { kind: 'master' }>;

/**
 * Why the actor does not see an account (A9): every rule that hides it, what would mend it, and who could. Of the account
 * itself nothing is told that the actor has not typed, see decision 0014.
 * @throws {Problem} `permission.missing` for an actor who manages no users, whatever they ask about
 */
export async function explainVisibility(
  database: Database,
  actor: Actor,
  account: string,
): Promise<Visibility> {
  if (!actor.permissions.includes('user.view'))
    throw new Problem('permission.missing', {
      extensions: { rule: 'permission_missing', mend: 'ask_for_permission' },
    });
  const userId = await findAccountBelow(database, actor, account);
  const access = userId === undefined ? undefined : (await findAccess(database, [userId])).get(userId);
  if (!access) return { outcome: 'unknown', mend: 'ask_organization_above' };
  const hidden = hiddenBy(actor, toSubject(access));
  if (hidden.length === 0) return { outcome: 'visible', userId: access.userId };

  const master = await masterAbove(database, actor, access.userId);
  const rules: HiddenRules = [];
  for (const by of hidden) {
    if (by.rule === 'rank_too_low') {
      rules.push({ rule: by.rule, mend: 'ask_higher_rank', who: [master] });
      continue;
    }
    const centers = [...(await findCenters(database, by.centers)).values()];
    const named = centers
      .filter((center) => seesCenter(actor, center))
      .map(({ centerId, name }) => ({ serviceCenterId: centerId, name }))
      .sort((one, other) => one.name.localeCompare(other.name));
    const owned = await ownersCouldShare(database, { actor, centers, withoutId: access.userId });
    rules.push({
      rule: by.rule,
      mend: 'take_ownership',
      who: [...(owned ? [{ kind: 'owner_of_center' } as const] : []), master],
      centers: by.centers.length,
      named,
    });
  }
  return { outcome: 'hidden', rules };
}

/**
 * A master of the actor's own organization other than the account, or `null`: one from above. A nearer one could mend it
 * too, but would tell where the account is.
 */
async function masterAbove(database: Database, actor: Actor, userId: string): Promise<Master> {
  const [organization] = await database.query<OrganizationReference[]>(
    `select o.id as "organizationId", o.name, o.kind from organizations o
     where o.id = $1 and exists (
       select from access m where m.organization_id = o.id and m.account_type = 'master' and m.status = 'active'
         and m.user_id <> $2)`,
    [actor.organizationId, userId],
  );
  return { kind: 'master', organization: organization ?? null };
}
