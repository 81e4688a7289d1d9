import type { BulkAct, Question, UserAct, UserBulkAct, UserStatus } from '@tenantry/contracts';
import { type Presence, Problem, type SessionStore } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { firstPasswordOf } from '../credentials/first-password';
import type { Passwords } from '../credentials/passwords';
import type { PasswordSettings } from '../credentials/password-settings';
import { importUsers } from '../imports/import-users';
import { inviteMany } from '../invitations/invite-many';
import type { InvitationSettings } from '../invitations/new-invitation';
import { resendInvitation } from '../invitations/resend-invitation';
import { endUserSessions } from '../sessions/end-user-sessions';
import type { Transact } from '../transact';
import { blockUser } from '../users/block-user';
import { deactivateUser } from '../users/deactivate-user';
import { reactivateUser } from '../users/reactivate-user';
import { removeUser } from '../users/remove-user';
import { resetPassword } from '../users/reset-password';
import { findUser } from '../users/user.repository';
import { unblockUser } from '../users/unblock-user';
import type { BulkActDefinition, BulkScope } from './bulk-act';
import { changeRole } from './role-act';

type Deps = {
  database: DataSource;
  transact: Transact;
  passwords: Passwords;
  sessions: SessionStore;
  presence: Presence;
  clock: () => Date;
  passwordSettings: PasswordSettings;
  invitations: InvitationSettings;
  /** The way to the first password of those who are imported, where no organization says otherwise. */
  firstPassword: string;
};

type OnUser = {
  act: UserAct;
  /** Whether it takes the user out of service (docs/adr/0017). */
  claims?: boolean;
  /** The status that the act leads to. */
  leadsTo?: UserStatus;
  carryOut: (userId: string, scope: BulkScope) => Promise<unknown>;
};

/** What tenancy is asked before the act is done to a user. */
export const actOf: Record<UserBulkAct, UserAct> = {
  block: 'user.block',
  unblock: 'user.unblock',
  deactivate: 'user.deactivate',
  activate: 'user.activate',
  remove: 'user.remove',
  reset_password: 'user.reset_password',
  resend_invitation: 'user.invite',
  sign_out: 'user.sessions',
  add_role: 'user.access',
  remove_role: 'user.access',
};

/** What jobs do: acts on users, their import (L14) and invitations (L9). */
export function userActs(deps: Deps): Record<BulkAct, BulkActDefinition> {
  const define = onUsers(deps.database);
  return {
    import_users: importUsers({ ...deps, idleSeconds: deps.invitations.idleSeconds }),
    invite_users: inviteMany(deps),
    add_role: changeRole('add'),
    remove_role: changeRole('remove'),
    block: define({
      act: actOf.block,
      claims: true,
      leadsTo: 'blocked',
      carryOut: (userId, { comment, acting, ...scope }) =>
        blockUser({ ...deps, ...scope })({ userId, reason: comment ?? '', acting }),
    }),
    unblock: define({
      act: actOf.unblock,
      leadsTo: 'active',
      carryOut: (userId, { comment, acting, ...scope }) =>
        unblockUser({ ...deps, ...scope })({ userId, comment, acting }),
    }),
    deactivate: define({
      act: actOf.deactivate,
      claims: true,
      leadsTo: 'inactive',
      carryOut: (userId, { comment, acting, ...scope }) =>
        deactivateUser({ ...deps, ...scope })({ userId, reason: comment, acting }),
    }),
    activate: define({
      act: actOf.activate,
      leadsTo: 'active',
      carryOut: (userId, { comment, acting, ...scope }) =>
        reactivateUser({ ...deps, ...scope })({ userId, comment, acting }),
    }),
    remove: define({
      act: actOf.remove,
      claims: true,
      leadsTo: 'removed',
      carryOut: (userId, { comment, acting, ...scope }) =>
        removeUser({ ...deps, ...scope })({ userId, reason: comment, signOutFirst: false, acting }),
    }),
    reset_password: define({
      act: actOf.reset_password,
      async carryOut(userId, { acting, ...scope }) {
        await requireMailed(deps.database, userId);
        return resetPassword({ ...deps, ...scope })({ userId, acting });
      },
    }),
    resend_invitation: define({
      act: actOf.resend_invitation,
      carryOut: (userId, { acting, ...scope }) => resendInvitation({ ...deps, ...scope })({ userId, acting }),
    }),
    sign_out: define({
      act: actOf.sign_out,
      carryOut: (userId, { comment, acting, ...scope }) =>
        endUserSessions({ ...deps, ...scope })({ userId, comment, acting }),
    }),
  };
}

const onUsers =
  (database: DataSource) =>
  ({ act, claims = false, leadsTo, carryOut }: OnUser): BulkActDefinition => ({
    async questions(items) {
      // Of a user who does not exist tenancy is not asked: it would wait for news of them.
      const known = await database.query<{ userId: string; version: number }[]>(
        `select id as "userId", version from users where id = any($1)`,
        [items.map(({ userId }) => userId)],
      );
      return known.map(({ userId, version }): Question => ({
        about: 'user',
        act,
        userId,
        ...(claims ? { claimAtVersion: version } : {}),
      }));
    },
    carryOut: (item, scope) => carryOut(item.userId ?? item.key, scope),
    isDoneAlready: ({ options }) => leadsTo !== undefined && options.extensions?.['userStatus'] === leadsTo,
  });

/** A password that is shown once has nobody to whom a job could show it (C6). */
async function requireMailed(database: DataSource, userId: string): Promise<void> {
  const user = await findUser(database.manager, userId);
  if (user?.status !== 'pending' || user.origin !== 'created') return;
  if ((await firstPasswordOf(database.manager, userId)) === 'one_off_shown')
    throw new Problem('user.shown_password');
}
