import { type Acting, dialogueLimitChanged } from '@tenantry/contracts';
import { chatOperatorRole, decideOnUser } from '@tenantry/domain';
import { appendEvents, draft } from '@tenantry/messaging';
import { Problem, requireAllowed, writtenBy } from '@tenantry/service-defaults';
import { readActing } from '../access/acting';
import { accessSchema } from '../access/access.schema';
import { toSubject } from '../access/find-access';
import { requireNotRemoved } from '../access/require-not-removed';
import { asId } from '../as-id';
import { lockAccess } from '../service-centers/lock-access';
import { accessSubject } from '../service-centers/write-bindings';
import type { Transact } from '../transact';
import { findLimit } from './get-dialogue-limit';

export type SetDialogueLimit = {
  /** As it came with the request. */
  userId: string;
  maximum: number;
  /** The one that was read. */
  version: number;
  acting: Acting;
};

/**
 * Sets how many dialogues a chat operator may have at once and publishes `tenancy.access.dialogue-limit-changed.v1` (A13).
 * What is open stays open; what changes nothing is no event.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.wrong_status`,
 * `dialogue.not_operator`, `access.changed`.
 */
export const setDialogueLimit =
  ({ transact, clock }: { transact: Transact; clock: () => Date }) =>
  ({ userId: typedId, maximum, version: seen, acting }: SetDialogueLimit) =>
    transact(async (tx) => {
      const userId = asId(typedId);
      if (!userId) throw new Problem('user.not_found');
      await lockAccess(tx, [userId]);
      const { actor, user } = await readActing(tx, acting, userId);
      if (!user) throw new Problem('user.not_found');
      requireAllowed(
        decideOnUser(actor, 'user.access', toSubject(user), user.activeMasters),
        'user.not_found',
      );
      requireNotRemoved(user);
      if (!user.roleIds.includes(chatOperatorRole)) throw new Problem('dialogue.not_operator');
      const before = await findLimit(tx, userId);
      if (before.version !== seen)
        throw new Problem('access.changed', { extensions: { version: before.version } });
      const subject = accessSubject(userId);
      if (before.maximum === maximum) return { subject, version: user.version };

      const { organizationId } = user;
      const version = user.version + 1;
      await tx.update(accessSchema, { userId }, { version });
      await tx.query(
        `insert into dialogue_operators (user_id, organization_id, maximum, version) values ($1, $2, $3, $4)
         on conflict (user_id) do update set maximum = excluded.maximum, version = excluded.version`,
        [userId, organizationId, maximum, version],
      );
      await appendEvents(tx, [
        draft({
          event: dialogueLimitChanged,
          subject,
          version,
          facts: { userId, organizationId, maximum },
          ...writtenBy(acting),
          occurredAt: clock(),
        }),
      ]);
      return { subject, version };
    });
