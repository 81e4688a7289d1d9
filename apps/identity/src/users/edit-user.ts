import type { Acting, EditUserRequest } from '@tenantry/contracts';
import type { UserState } from '@tenantry/domain';
import { type DecisionClient, Problem, writtenBy } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { isOwn, requireAllowedOnUser } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

export type EditUser = {
  userId: string;
  change: EditUserRequest;
  /** Whether the editor has seen this revision of the profile. */
  hasSeen: (revision: number) => boolean;
  acting: Acting;
};

type Deps = { database: DataSource; transact: Transact; decisions: DecisionClient; clock: () => Date };

/**
 * Edits names and language of a user, or one's own (L3), and publishes `identity.user.profile-changed.v1`. What is left out
 * stays; where nothing is different nothing happens.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 412 `profile.changed` with the profile as it is (`present`), 409
 * `user.wrong_status`, 503 `decision.unavailable`.
 */
export const editUser =
  ({ database, transact, decisions, clock }: Deps) =>
  async ({ userId, change, hasSeen, acting }: EditUser) => {
    if (!isOwn(acting, userId))
      await requireAllowedOnUser({ database, decisions }, { acting, act: 'user.edit', userId });
    return transact(async (tx) => {
      const user = await lockUser(tx, userId);
      if (!user) throw new Problem('user.not_found');
      if (!hasSeen(user.snapshot.profileRevision))
        throw new Problem('profile.changed', { extensions: { present: editable(user.snapshot) } });
      if (user.changeProfile(given(change), writtenBy(acting), clock())) await saveUser(tx, user);
      const { version, profileRevision } = user.snapshot;
      return { subject: subjectOf(user.id), version, profileRevision };
    });
  };

const given = (change: EditUserRequest) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const editable = ({ firstName, middleName, lastName, language, email, profileRevision }: UserState) => ({
  firstName,
  middleName,
  lastName,
  language,
  email,
  profileRevision,
});
