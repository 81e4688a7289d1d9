import type {
  Acting,
  Answer,
  Decision,
  decisionRequestSchema,
  OrganizationStatus,
  Question,
} from '@tenantry/contracts';
import {
  type Actor,
  decideOnGrant,
  decideOnInstallation,
  decideOnInvitation,
  decideOnUser,
  refused,
} from '@tenantry/domain';
import { Problem } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { arrival } from '../access/arrival';
import { accountOf, actorOf, idsOf } from '../access/acting';
import { type Access, type Database, findAccess, toSubject } from '../access/find-access';
import { findGrants, type Grants, newcomersGrants, toGrantedAccess } from '../access/grants';
import { claimActs } from './claim-acts';
import { type Meant, nameGrants } from './name-grants';

/**
 * Services that ask only about users in their own tables: one who is unknown here is on the way. The others pass on
 * ids as people typed them, and an id that nobody has must be answered like that of a stranger.
 */
const vouching: readonly string[] = ['identity'];

/**
 * Answers what the actor may do, in the order of the questions, from access and organizations and never from the
 * directory: two queries whatever the number of questions, and one more for each kind of thing that is to be granted,
 * repeated only while somebody is waited for, and a transaction for each master who is claimed.
 * @param callingService name of the service that asks
 * @throws {Problem} `decision.unavailable` where tenancy has not heard within 2 seconds that the actor is active, or of
 * a user whom the calling service vouches for
 */
export async function decide(
  database: Database & Pick<DataSource, 'transaction'>,
  { questions, ...asker }: z.input<typeof decisionRequestSchema>,
  callingService: string,
): Promise<Answer[]> {
  const idsOf = (pick: (question: Question) => string | undefined) => [
    ...new Set(questions.flatMap((question) => pick(question)?.toLowerCase() ?? [])),
  ];
  const userIds = idsOf((question) => (question.about === 'user' ? question.userId : undefined));
  const organizationIds = idsOf((question) =>
    question.about === 'organization' || question.about === 'grant' ? question.organizationId : undefined,
  );

  const acting = {
    actorId: asker.actorId.toLowerCase(),
    onBehalfOfId: asker.onBehalfOfId?.toLowerCase() ?? null,
  };
  const { users, missing } = await hear(database, acting, userIds);
  const access = accountOf(acting, users);
  // Whoever is out of service has no session to ask with: another status than active is an old one.
  if (access?.status !== 'active') throw notYetKnown('The account that asks');
  if (missing.length > 0 && vouching.includes(callingService)) throw notYetKnown('An account asked about');
  const places = await findPlaces(database, organizationIds);
  const invitations = questions.filter((question) => question.about === 'organization');
  const grants = await findGrants(database, invitations.map(newcomersGrants), { lock: false });
  const meant = await nameGrants(
    database,
    questions.filter((question) => question.about === 'grant'),
  );
  const actor = actorOf(acting, users, access);

  const decisions = questions.map((question): Answer => {
    switch (question.about) {
      case 'user': {
        const user = users.get(question.userId.toLowerCase());
        const subject = user ? toSubject(user) : stranger(question.userId);
        return decideOnUser(actor, question.act, subject, user?.activeMasters ?? 0);
      }
      case 'organization':
        return decideOnNewcomer(
          actor,
          places.get(question.organizationId.toLowerCase()) ?? nowhere,
          question,
          grants,
        );
      case 'grant': {
        const place = places.get(question.organizationId.toLowerCase()) ?? nowhere;
        return decideOnNamed(actor, place, question, meant(question, place.path));
      }
      case 'installation':
        return decideOnInstallation(actor);
      default:
        return question satisfies never;
    }
  });
  return claimActs(database, acting, questions, users, decisions);
}

/** Whether the actor may invite into the organization or create there at all, and give the newcomer exactly this access. */
function decideOnNewcomer(
  actor: Actor,
  place: Place,
  invitation: Extract<Question, { about: 'organization' }>,
  grants: Grants,
): Decision {
  const decision = decideOnInvitation(actor, place, invitation.accountType, invitation.act);
  if (!decision.allowed) return decision;
  const { access, complete } = toGrantedAccess(invitation.accountType, newcomersGrants(invitation), grants);
  return complete ? decideOnGrant(actor, place.path, access, null) : refused('not_of_organization', true);
}

/** Whether the actor may create there at all, and give the newcomer this one part, which is told only then. */
function decideOnNamed(
  actor: Actor,
  place: Place,
  { accountType }: Extract<Question, { about: 'grant' }>,
  meant: Meant | undefined,
): Answer {
  const decision = decideOnInvitation(actor, place, accountType, 'user.create');
  if (!decision.allowed) return decision;
  if (!meant) return refused('not_of_organization', true);
  const [id, part] =
    'role' in meant
      ? [meant.role.id, { roles: [meant.role], modules: [] }]
      : [meant.module.key, { roles: [], modules: [meant.module] }];
  return { ...decideOnGrant(actor, place.path, { accountType, ...part, subAccounts: [] }, null), id };
}

const notYetKnown = (who: string) =>
  new Problem('decision.unavailable', {
    detail: `${who} is still being prepared. Try again in a moment.`,
    retryAfterSeconds: 1,
  });

type Place = { path: readonly string[]; effectiveStatus: OrganizationStatus };
/** Where an organization lies that does not exist: in nobody's subtree. */
const nowhere: Place = { path: [], effectiveStatus: 'active' };
const stranger = (userId: string) =>
  ({ userId, path: nowhere.path, accountType: 'standard', centers: [], active: false }) as const;

/**
 * Reads the actor and the users. Whoever is missing is waited for up to 2 seconds, and so is an actor who is not
 * active: the service that asks has just seen their session. Where the actor may not manage users, the answer about
 * others is no in any case, and nobody can make tenancy wait by naming ids.
 * @returns whom tenancy knows, and the ids that were waited for in vain
 */
async function hear(
  database: Database,
  acting: Acting,
  userIds: readonly string[],
): Promise<{ users: Map<string, Access>; missing: string[] }> {
  const heard = new Map<string, Access>();
  const missing = () => {
    const account = accountOf(acting, heard);
    if (account?.status !== 'active') return [...idsOf(acting), ...userIds];
    if (!actorOf(acting, heard, account).permissions.includes('user.view')) return [];
    return userIds.filter((id) => !heard.has(id));
  };
  await arrival(
    async () => {
      for (const [id, access] of await findAccess(database, missing())) heard.set(id, access);
    },
    () => missing().length === 0,
    { within: 2000, every: 50 },
  );
  return { users: heard, missing: missing() };
}

async function findPlaces(
  database: Database,
  organizationIds: readonly string[],
): Promise<Map<string, Place>> {
  if (organizationIds.length === 0) return new Map();
  const rows = await database.query<(Place & { id: string })[]>(
    `select o.id, o.path, coalesce(
       (select min(a.status) from organizations a where a.id = any(o.path) and a.status <> 'active'), 'active'
     ) as "effectiveStatus" from organizations o where o.id = any($1::uuid[])`,
    [organizationIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
