import { randomUUID } from 'node:crypto';
import type { Question } from '@tenantry/contracts';
import {
  type Actor,
  builtInRoles,
  type Decision,
  decideOnInstallation,
  decideOnInvitation,
  decideOnUser,
  mirror,
  permissionsOf,
  refused,
} from '@tenantry/domain';

/** What everybody is who asks, and at which depth they act: 1 at the root, 2 as a reseller, 3 in the company. */
const kinds = {
  standard: { at: 3, accountType: 'standard', roleId: null },
  auditor: { at: 3, accountType: 'privileged', roleId: 'auditor' },
  userAdmin: { at: 3, accountType: 'privileged', roleId: 'user_administrator' },
  delegated: { at: 3, accountType: 'privileged', roleId: 'company_administrator' },
  master: { at: 3, accountType: 'master', roleId: null },
  reseller: { at: 2, accountType: 'master', roleId: null },
  operator: { at: 1, accountType: 'master', roleId: null },
} as const;
export type MatrixActor = keyof typeof kinds;
/** Whoever asks in a matrix in their own name; `mirrored` is the master who acts as the delegated administrator. */
export const matrixActors = Object.keys(kinds) as MatrixActor[];

type Company = {
  organizationId: string;
  /** Everybody in it but the actors; all of them are standard users. */
  userIds: readonly string[];
};

/**
 * How tenancy decides about the actors of a matrix, for services that ask it: by the rules, over a company below a reseller
 * below the operator, and a stranger's company that only the operator sees.
 * @param given ids that may be granted in the company
 */
export function tenancyOfTheMatrix(o: {
  actors: Readonly<Record<MatrixActor, string>>;
  company: Company;
  stranger: Company;
  given?: readonly string[];
}): (question: Question, actorId: string, onBehalfOfId: string | null) => Decision {
  const path = [randomUUID(), randomUUID(), o.company.organizationId];
  const strangersPath = [path[0] ?? '', o.stranger.organizationId];

  const accountOf = (userId: string): Actor => {
    const kind = kinds[matrixActors.find((actor) => o.actors[actor] === userId) ?? 'standard'];
    const place = path.slice(0, kind.at);
    const { accountType } = kind;
    const roles = builtInRoles.filter(({ id }) => id === kind.roleId);
    const permissions = permissionsOf({ accountType, path: place, roles });
    const rest = { active: true, ownedCenters: [], modules: [], subAccountIds: null };
    return { userId, organizationId: place.at(-1) ?? '', path: place, accountType, permissions, ...rest };
  };
  const pathOfUser = (userId: string): string[] => {
    if (o.stranger.userIds.includes(userId)) return strangersPath;
    const isOurs = o.company.userIds.includes(userId) || Object.values(o.actors).includes(userId);
    return isOurs ? path : [];
  };
  const pathOfOrganization = (id: string): string[] => {
    if (id === o.stranger.organizationId) return strangersPath;
    return id === o.company.organizationId ? path : [];
  };

  return (question, actorId, onBehalfOfId) => {
    const own = accountOf(actorId);
    const actor = onBehalfOfId === null ? own : mirror(own, accountOf(onBehalfOfId));
    switch (question.about) {
      case 'user': {
        const { userId } = question;
        const user = { userId, path: pathOfUser(userId), accountType: 'standard', centers: [] } as const;
        return decideOnUser(actor, question.act, { ...user, active: true }, 0);
      }
      case 'grant':
      case 'organization': {
        const place = {
          path: pathOfOrganization(question.organizationId),
          effectiveStatus: 'active',
        } as const;
        const decision = decideOnInvitation(actor, place, question.accountType);
        if (question.about === 'grant') return decision;
        const given = [...(question.roleIds ?? []), ...(question.subAccountIds ?? [])];
        const isTheirs = given.every((id) => o.given?.includes(id));
        return decision.allowed && !isTheirs ? refused('not_of_organization', true) : decision;
      }
      case 'installation':
        return decideOnInstallation(actor);
      default:
        return question satisfies never;
    }
  };
}
