import { Problem } from '@tenantry/service-defaults';
import type { BulkActDefinition } from '../bulk/bulk-act';
import { addUser, type AddUserDeps } from '../users/add-user';
import { keptLineOf } from './kept-line';
import { grantQuestionsOf, grantsOf } from './named-grants';
import { questionOf } from './preview-import';
import { requireFewUnseen } from './unseen-limit';

/** Creates the user of each line as a request for that one alone would; whoever imports has given their own password. */
export const importUsers = (deps: Omit<AddUserDeps, 'decisions'>): BulkActDefinition => ({
  questions(items) {
    const lines = items.map(keptLineOf).filter(({ problems }) => problems.length === 0);
    const questions = new Map(
      lines
        .map(questionOf)
        .map((question) => [`${question.organizationId} ${question.accountType}`, question]),
    );
    const grants = new Map(
      lines.flatMap(grantQuestionsOf).map((question) => [JSON.stringify(question), question]),
    );
    return Promise.resolve([...questions.values(), ...grants.values()]);
  },
  async carryOut(item, { acting, transact, decisions }) {
    const { problems, userName, roles, modules, ...line } = keptLineOf(item);
    const [problem] = problems;
    if (problem) throw new Problem(problem);
    await requireFewUnseen(deps.database.manager, acting);
    const granted = await grantsOf(decisions, acting, { ...line, roles, modules });
    await addUser({ ...deps, decisions, transact, tell: deps.transact })(
      {
        ...line,
        ...granted,
        acting,
        ofMany: true,
        ...(userName !== null && { userName }),
        ...(item.userId !== null && { userId: item.userId }),
      },
      { fresh: false },
    );
  },
  isDoneAlready: () => false,
});
