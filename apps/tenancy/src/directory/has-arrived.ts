import type { Actor } from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import { arrival } from '../access/arrival';
import { statement } from '../search/statement';
import type { Wall } from '../visibility/wall';
import { visibleTo } from './visible-to';

const writeOf = /^user\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9]{1,9})$/i;

/**
 * Whether the directory shows a write that a command answered; it is waited for up to a second. A user whom the
 * actor does not see never arrives, so that nothing is told about them.
 * @param after `user/<id>:<version>`, or nothing
 * @throws {Problem} `request.invalid` for anything else
 */
export async function hasArrived(wall: Wall, actor: Actor, after: string | undefined): Promise<boolean> {
  if (after === undefined) return true;
  const [, userId, version] = writeOf.exec(after) ?? [];
  if (!userId)
    throw new Problem('request.invalid', {
      errors: [{ pointer: '/after', code: 'malformed', detail: 'Expected user/<id>:<version>.' }],
    });
  const { values, bind } = statement();
  const query = `select from directory d
    where d.user_id = ${bind(userId)} and d.version >= ${bind(version)}::int and ${visibleTo(actor, bind)}`;
  return arrival(
    async () => (await wall(actor, (seen) => seen.query<unknown[]>(query, values))).length > 0,
    (arrived) => arrived,
    { within: 1000, every: 25 },
  );
}
