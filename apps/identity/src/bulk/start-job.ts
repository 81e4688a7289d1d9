import type { Acting, Question, UserBulkAct } from '@tenantry/contracts';
import { type DecisionClient, type Once, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import type { Transact } from '../transact';
import { storeBulkJob } from './bulk-job';
import { type BulkJob, findJob } from './find-jobs';
import { actOf } from './user-acts';

export type StartJob = {
  act: UserBulkAct;
  userIds?: string[] | undefined;
  selection?: string | undefined;
  comment: string | null;
  /** Of the acts that are about a role. */
  role?: string | undefined;
  acting: Acting;
};
type Deps = { database: DataSource; transact: Transact; decisions: DecisionClient; wakeJobs: () => void };

/**
 * Begins to do an act to many users (L14): those who are named, or a selection that tenancy has sent or is about to send.
 * What the single act refuses is refused to each by itself; where users are named and it can be done to none of them, at once.
 * Problems: 404 `user.not_found`, 403 `permission.missing` and the other refusals of the act, 503 `decision.unavailable`.
 */
export const startJob =
  ({ database, transact, decisions, wakeJobs }: Deps) =>
  async ({ act, userIds, selection, comment, role, acting }: StartJob, once?: Once): Promise<BulkJob> => {
    if (userIds) await requireAnyAllowed({ database, decisions }, { act, userIds, acting });
    const items = userIds?.map((id) => ({ key: id.toLowerCase(), userId: id }));
    const job = await transact(async (tx) => {
      const what = items ? { items } : { selectionId: selection ?? '' };
      const settings = role === undefined ? {} : { settings: { role } };
      const jobId = await storeBulkJob(tx, { act, acting, comment, ...settings, ...what });
      return findJob(tx, { jobId, acting });
    }, once);
    wakeJobs();
    return job;
  };

async function requireAnyAllowed(
  { database, decisions }: Pick<Deps, 'database' | 'decisions'>,
  { act, userIds, acting }: { act: UserBulkAct; userIds: readonly string[]; acting: Acting },
): Promise<void> {
  const known = await database.query<{ userId: string }[]>(
    `select id as "userId" from users where id = any($1)`,
    [userIds],
  );
  if (known.length === 0) throw new Problem('user.not_found');
  const answers = await decisions.ask(
    acting,
    known.map(({ userId }): Question => ({ about: 'user', act: actOf[act], userId })),
  );
  if (answers.some(({ allowed }) => allowed)) return;
  // Of refusals the one that tells most: of a user who is seen.
  requireAllowed(answers.find((answer) => !answer.allowed && answer.visible) ?? answers[0], 'user.not_found');
}
