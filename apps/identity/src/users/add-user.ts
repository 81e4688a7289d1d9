import { randomUUID } from 'node:crypto';
import type { Acting, createdUserSchema, CreateUserRequest } from '@tenantry/contracts';
import { normaliseUserName, User } from '@tenantry/domain';
import { type DecisionClient, type Once, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import {
  type FirstPasswordWay,
  type NewFirstPassword,
  newFirstPassword,
  storeFirstPassword,
} from '../credentials/first-password';
import { type PasswordSettings, passwordSettingsIn } from '../credentials/password-settings';
import type { Passwords } from '../credentials/passwords';
import { requireOpenStanding, type Standing } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from './display-name';
import { subjectOf } from './event-of';
import { refuseTaken } from './refuse-taken';
import { grantedBy } from './user-events';
import { proposeUserNames } from './user-names';
import { findUser, insertNewcomers } from './user.repository';

/** `email` is a usable address; whoever asks has confirmed it with their own password. */
export type AddUser = Omit<CreateUserRequest, 'password'> & {
  acting: Acting;
  /** Where the id was fixed before. */
  userId?: string;
  /**
   * One of many, in a job. Nobody is there to whom a password could be shown: what the organization proposes is a link then
   * (C6). Of holders out of sight it is said only that there is one (rules, Imports).
   */
  ofMany?: boolean;
};
export type CreatedUser = z.infer<typeof createdUserSchema>;

export type AddUserDeps = {
  database: DataSource;
  transact: Transact;
  /** For what is told to holders of an address though nothing is created; `transact` where nothing else is said with it. */
  tell?: Transact;
  decisions: DecisionClient;
  passwords: Passwords;
  passwordSettings: PasswordSettings;
  /** What holds where no organization says otherwise. */
  idleSeconds: number;
  firstPassword: string;
  clock: () => Date;
};

const mostRounds = 5;

/**
 * Adds a user to one's own organization or to one below it (L1, L2), with a way to the first password (C3, C5, C6), and
 * publishes `identity.user.created.v1` with the access that is granted.
 * Problems: 403 `permission.missing`, `grant.not_allowed`, 404 `organization.not_found`, 409 `user.email_taken` (its holder
 * is told by mail where the actor does not see them), `user_name.taken`, `import.taken_unseen`, `organization.being_prepared`,
 * `organization.suspended`, 503 `decision.unavailable`, `service.unavailable`: nothing has changed then.
 * @param options `fresh`: no allow of the last five seconds counts
 */
export const addUser =
  (deps: AddUserDeps) =>
  async (command: AddUser, options: { fresh: boolean }, once?: Once): Promise<CreatedUser> => {
    const { acting, organizationId } = command;
    const { manager } = deps.database;
    const question = {
      about: 'organization',
      act: 'user.create',
      organizationId,
      ...grantedBy(command),
    } as const;
    const [decision] = await deps.decisions.ask(acting, [question], options);
    requireAllowed(decision, 'organization.not_found');
    const standing = await requireOpenStanding(manager, organizationId);

    for (let round = 0; round < mostRounds; round += 1) {
      const newcomer = await prepare(deps, command, standing);
      // Only what is stored tells whether the address is free: a repeat of this request has taken it already.
      const created = await deps
        .transact((tx) => store(tx, newcomer, deps.clock()), once)
        .catch((error: unknown) => {
          if (!(error instanceof Taken)) throw error;
        });
      if (created) return created;
      await refuseTaken({ ...deps, tell: deps.tell ?? deps.transact }, command);
    }
    throw new Problem('service.unavailable', { retryAfterSeconds: 1 });
  };

type Prepared = {
  user: User;
  granted: ReturnType<typeof grantedBy>;
  way: FirstPasswordWay;
  first: NewFirstPassword;
  actor: string;
};

async function prepare(deps: AddUserDeps, command: AddUser, standing: Standing): Promise<Prepared> {
  const { manager } = deps.database;
  const { acting, email, organizationId, firstName, middleName, lastName, language } = command;
  const proposal = async () => (await proposeUserNames(manager, [email])).get(email) ?? '';
  const userName = command.userName ?? (await proposal());
  const maker = await findUser(manager, acting.actorId);
  const actor = subjectOf(acting.actorId);
  const at = deps.clock();
  const user = User.create(
    {
      id: command.userId ?? randomUUID(),
      organizationId,
      userName,
      userNameNormalised: normaliseUserName(userName),
      email,
      emailNormalised: email,
      firstName,
      middleName,
      lastName,
      language,
      origin: 'created',
      invitationExpiresAt: null,
      idleSeconds: standing.idleSeconds ?? deps.idleSeconds,
    },
    actor,
    at,
  );
  const proposed = wayOf(standing.firstPassword ?? deps.firstPassword);
  const way =
    command.firstPassword ?? (command.ofMany && proposed === 'one_off_shown' ? 'welcome_link' : proposed);
  const first = await newFirstPassword(
    passwordSettingsIn(deps.passwordSettings, standing),
    way,
    user.snapshot,
    { organizationName: standing.name, creatorName: maker && displayName(maker) },
    at,
  );
  return { user, granted: grantedBy(command), way, first, actor };
}

/** An organization that invites its people mails a link also to those who are created. */
const wayOf = (policy: string): FirstPasswordWay =>
  policy === 'one_off_mail' || policy === 'one_off_shown' ? policy : 'welcome_link';

async function store(
  tx: EntityManager,
  { user, granted, way, first, actor }: Prepared,
  at: Date,
): Promise<CreatedUser> {
  const stored = await insertNewcomers(tx, [{ user, ...granted, firstPassword: way }]);
  if (!stored.has(user.id)) throw new Taken();
  await storeFirstPassword(tx, first, actor, at);
  const { id: userId, userName, version } = user.snapshot;
  return {
    subject: subjectOf(userId),
    version,
    userId,
    userName,
    firstPassword: way,
    expiresAt: first.expiresAt.toISOString(),
    oneOffPassword: first.shown,
  };
}

/** Somebody else has the address or the user name. */
class Taken extends Error {
  override name = 'Taken';
}
