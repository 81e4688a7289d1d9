import { Problem } from '@tenantry/service-defaults';
import type { BulkActDefinition } from '../bulk/bulk-act';
import { findHolders } from '../users/user.repository';
import { requireMayInvite, questionOf } from './invite-users';
import { type InviteDeps, inviteUsable } from './invite-usable';
import { addressOf, codeOfOutcome, keptInvitationSchema } from './kept-addresses';
import { invited } from './look-at-holders';
import { sortAddresses } from './sort-addresses';

/** Invites each address as a request for that one alone would; an outcome that is not `invited` is the item's problem. */
export const inviteMany = (deps: Omit<InviteDeps, 'decisions' | 'transact'>): BulkActDefinition => ({
  async questions(items, settings) {
    const { usable } = sortAddresses(items.map(addressOf));
    const holders = await findHolders(deps.database.manager, usable);
    return [
      questionOf(keptInvitationSchema.parse(settings)),
      ...holders.map(({ id }) => ({ about: 'user' as const, act: 'user.view' as const, userId: id })),
    ];
  },
  async carryOut(item, { acting, transact, decisions, settings }) {
    const scope = { ...deps, transact, decisions };
    const invitation = { ...keptInvitationSchema.parse(settings), acting };
    const standing = await requireMayInvite(scope, invitation);
    const { usable, refused } = sortAddresses([addressOf(item)]);
    for (const refusal of refused.values()) throw new Problem(codeOfOutcome(refusal));
    await inviteUsable(scope, invitation, standing, {
      emails: usable,
      answer(settled) {
        const [{ outcome } = invited] = settled.values();
        if (outcome !== 'invited') throw new Problem(codeOfOutcome(outcome));
      },
    });
  },
  isDoneAlready: ({ code }) =>
    code === codeOfOutcome('already_user') || code === codeOfOutcome('already_invited'),
});
