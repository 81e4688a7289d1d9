import { randomUUID } from 'node:crypto';
import type { Acting, createdUserSchema, CreateUserRequest } from '@tenantry/contracts';
import { normaliseUserName, User } from '@tenantry/domain';
import {
  type DecisionClient,
  type Once,
  Problem,
  type ProblemEntry,
  requireAllowed,
} from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import {
  type FirstPasswordWay,
  type NewFirstPassword,
  newFirstPassword,
  storeFirstPassword,
} from '../credentials/first-password';
import { requireOwnPassword } from '../credentials/own-password';
import { type PasswordSettings, passwordSettingsIn } from '../credentials/password-settings';
import type { Passwords } from '../credentials/passwords';
import { lookAtHolders } from '../invitations/look-at-holders';
import { tellHolders } from '../invitations/tell-holders';
import { usableAddress } from '../mails/usable-address';
import { requireOpenStanding, type Standing } from '../organizations/standing';
import type { Transact } from '../transact';
import { displayName } from './display-name';
import { subjectOf } from './event-of';
import { grantedBy } from './user-events';
import { isUserNameTaken, proposeUserNames } from './user-names';
import { findUser, insertNewcomers } from './user.repository';

/** `password` is the own one of whoever creates the user. */
export type CreateUser = CreateUserRequest & { acting: Acting };
export type CreatedUser = z.infer<typeof createdUserSchema>;

type Deps = {
  database: DataSource;
  transact: Transact;
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
 * Creates a user in one's own organization or in one below it (L1, L2), with a way to the first password (C3, C5, C6), and
 * publishes `identity.user.created.v1` with the access that is granted.
 * Problems: 400 `request.invalid` at `/email`, 403 `password.wrong`, `permission.missing`, `grant.not_allowed`,
 * 404 `organization.not_found`, 409 `user.email_taken` (its holder is told by mail where the actor does not see them),
 * `user_name.taken`, `organization.being_prepared`, `organization.suspended`, 503 `decision.unavailable`,
 * `service.unavailable`: nothing has changed then.
 */
export const createUser =
  (deps: Deps) =>
  async (command: CreateUser, once?: Once): Promise<CreatedUser> => {
    const { acting, organizationId, password } = command;
    const { manager } = deps.database;
    const email = usableAddress(command.email);
    await requireOwnPassword(deps, acting.actorId, password);
    // After the verify, which takes its time: what counts is what they may do now.
    const [decision] = await deps.decisions.ask(
      acting,
      [{ about: 'organization', act: 'user.create', organizationId, ...grantedBy(command) }],
      { fresh: true },
    );
    requireAllowed(decision, 'organization.not_found');
    const standing = await requireOpenStanding(manager, organizationId);

    for (let round = 0; round < mostRounds; round += 1) {
      const newcomer = await prepare(deps, command, email, standing);
      // Only what is stored tells whether the address is free: a repeat of this request has taken it already.
      const created = await deps
        .transact((tx) => store(tx, newcomer, deps.clock()), once)
        .catch((error: unknown) => {
          if (!(error instanceof Taken)) throw error;
        });
      if (created) return created;
      await refuseTaken(deps, command, email);
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

async function prepare(
  deps: Deps,
  command: CreateUser,
  email: string,
  standing: Standing,
): Promise<Prepared> {
  const { manager } = deps.database;
  const { acting, organizationId, firstName, middleName, lastName, language } = command;
  const proposal = async () => (await proposeUserNames(manager, [email])).get(email) ?? '';
  const userName = command.userName ?? (await proposal());
  const maker = await findUser(manager, acting.actorId);
  const actor = subjectOf(acting.actorId);
  const at = deps.clock();
  const user = User.create(
    {
      id: randomUUID(),
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
  const way = command.firstPassword ?? wayOf(standing.firstPassword ?? deps.firstPassword);
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

/** Says what of it somebody else has; returns where it is free again, or was only proposed. */
async function refuseTaken(deps: Deps, { acting, userName }: CreateUser, email: string): Promise<void> {
  const { outcomes, unseen } = await lookAtHolders(deps)(acting, [email]);
  const held = outcomes.get(email);
  if (held) {
    await deps.transact((tx) => tellHolders(tx, unseen, subjectOf(acting.actorId), deps.clock()));
    throw new Problem('user.email_taken', {
      errors: [entry('/email', 'user.email_taken', 'Somebody has this address already.')],
      extensions: { userId: held.userId },
    });
  }
  if (userName !== undefined && (await isUserNameTaken(deps.database.manager, normaliseUserName(userName))))
    throw new Problem('user_name.taken', {
      errors: [entry('/userName', 'user_name.taken', 'Somebody has this user name already.')],
    });
}

const entry = (pointer: string, code: string, detail: string): ProblemEntry => ({ pointer, code, detail });

/** Somebody else has the address or the user name. */
class Taken extends Error {
  override name = 'Taken';
}
