import type { Acting, userNameProposalSchema } from '@tenantry/contracts';
import { normaliseEmail, normaliseUserName } from '@tenantry/domain';
import { type DecisionClient, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { isUserNameTaken, proposeUserNames } from './user-names';

export type ProposeUserName = {
  organizationId: string;
  email: string;
  userName?: string | undefined;
  acting: Acting;
};

type Deps = { database: DataSource; decisions: DecisionClient };

/**
 * A free user name for an address (L1), for whoever may create users there, and whether another one is free.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, 503 `decision.unavailable`.
 */
export const proposeUserName =
  ({ database, decisions }: Deps) =>
  async (asked: ProposeUserName): Promise<z.infer<typeof userNameProposalSchema>> => {
    const { organizationId, acting, userName } = asked;
    const [decision] = await decisions.ask(acting, [
      { about: 'organization', act: 'user.create', organizationId, accountType: 'standard' },
    ]);
    requireAllowed(decision, 'organization.not_found');
    const email = normaliseEmail(asked.email);
    const proposals = await proposeUserNames(database.manager, [email]);
    const isFree =
      userName === undefined || userName.trim() === ''
        ? null
        : !(await isUserNameTaken(database.manager, normaliseUserName(userName)));
    return { proposal: proposals.get(email) ?? '', isFree };
  };
