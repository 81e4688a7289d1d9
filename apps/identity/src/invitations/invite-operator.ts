import { randomUUID } from 'node:crypto';
import type { Language } from '@tenantry/contracts';
import { isEmail, normaliseEmail } from '@tenantry/domain';
import type { EntityManager } from 'typeorm';
import { hasOperator } from '../organizations/operator';
import type { Transact } from '../transact';
import { proposeUserNames } from '../users/user-names';
import { type InvitationSettings, newInvitation } from './new-invitation';
import { storeInvitations } from './store-invitations';

export type InviteOperator = {
  organizationName: string;
  email: string;
  firstName: string;
  lastName: string;
  language: Language;
};

/** The bootstrap cannot be done; the message says why. */
export class BootstrapRefused extends Error {
  override name = 'BootstrapRefused';
}

const actor = 'service/identity';

/**
 * Opens the account of the installation's operator and invites its first master, who has a link in their mail then.
 * Tenancy makes the root organization from `identity.account.opened.v1`.
 * @throws {BootstrapRefused} where there is an operator already, or the address cannot be used
 */
export const inviteOperator =
  ({
    transact,
    clock,
    invitations,
  }: {
    transact: Transact;
    clock: () => Date;
    invitations: InvitationSettings;
  }) =>
  (command: InviteOperator): Promise<{ userId: string; userName: string }> =>
    transact(async (tx) => {
      const email = normaliseEmail(command.email);
      if (!isEmail(email)) throw new BootstrapRefused('--email is not an e-mail address.');
      await refuseSecondOperator(tx);
      const userName = (await proposeUserNames(tx, [email])).get(email) ?? '';
      const { organizationName, language, firstName, lastName } = command;
      const invitation = await newInvitation(invitations)(
        {
          organizationId: randomUUID(),
          organizationName,
          email,
          userName,
          accountType: 'master',
          language,
          inviterName: null,
          origin: 'bootstrap',
          names: { firstName, lastName },
          account: { organizationName, organizationKind: 'operator' },
        },
        actor,
        clock(),
      );
      const [stored] = await storeInvitations(tx, [invitation], actor);
      if (!stored) throw new BootstrapRefused('There is a user with this address already.');
      return { userId: stored.newcomer.user.id, userName };
    });

async function refuseSecondOperator(tx: EntityManager): Promise<void> {
  // Two that are started at once: the second waits here and then sees the first one's work.
  await tx.query(`lock table users in share row exclusive mode`);
  if (await hasOperator(tx))
    throw new BootstrapRefused(
      'This installation has an operator already: further masters are invited in the console.',
    );
}
