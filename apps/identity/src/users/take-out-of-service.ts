import type { Acting, UserAct } from '@tenantry/contracts';
import type { By, User } from '@tenantry/domain';
import { type DecisionClient, Problem, type SessionStore, writtenBy } from '@tenantry/service-defaults';
import type { DataSource, EntityManager } from 'typeorm';
import { claimAct } from '../access/require-allowed-on-user';
import type { Transact } from '../transact';
import { subjectOf } from './event-of';
import { lockUser, saveUser } from './user.repository';

export type OutOfServiceDeps = {
  database: DataSource;
  transact: Transact;
  decisions: DecisionClient;
  sessions: SessionStore;
  clock: () => Date;
};

type Asked = {
  userId: string;
  acting: Acting;
  act: Extract<UserAct, 'user.block' | 'user.deactivate' | 'user.remove'>;
};
/** What the act does to the locked user, and in the transaction beside it. */
type Act = (user: User, by: By, at: Date, tx: EntityManager) => void | Promise<void>;

/**
 * Does what takes a user out of service: never to the last active master of an organization (docs/adr/0017), and their
 * sessions end everywhere.
 * Problems: 404 `user.not_found`, 403 `permission.missing`, 409 `user.self`, `user.last_master`, `user.changed`, those of the
 * act, 503 `decision.unavailable`, `session.unavailable`: nothing has changed then.
 * @returns the subject and its new version
 */
export async function takeOutOfService(
  { database, transact, decisions, sessions, clock }: OutOfServiceDeps,
  asked: Asked,
  act: Act,
) {
  const version = await claimAct({ database, decisions }, asked);
  return transact(async (tx) => {
    const user = await lockUser(tx, asked.userId);
    if (!user) throw new Problem('user.not_found');
    user.requireVersion(version);
    const at = clock();
    await act(user, writtenBy(asked.acting), at, tx);
    // Before the commit and under the row's lock: from here no service accepts the sessions, and none can begin.
    user.endSessions(await sessions.raiseEpoch(user.id, user.snapshot.epoch), at);
    await saveUser(tx, user);
    return { subject: subjectOf(user.id), version: user.snapshot.version };
  });
}
