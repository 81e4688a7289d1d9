import { Problem } from '@tenantry/service-defaults';
import type { BulkActDefinition, BulkItem } from '../bulk/bulk-act';
import { addUser, type AddUserDeps } from '../users/add-user';
import type { PlacedLine } from './place-lines';
import { questionOf } from './preview-import';

/** As `startImport` has stored it. */
const lineOf = ({ input }: BulkItem) => input as PlacedLine;

/** Creates the user of each line as a request for that one alone would; whoever imports has given their own password. */
export const importUsers = (deps: Omit<AddUserDeps, 'decisions'>): BulkActDefinition => ({
  questions(items) {
    const lines = items.map(lineOf).filter(({ problems }) => problems.length === 0);
    const questions = new Map(
      lines
        .map(questionOf)
        .map((question) => [`${question.organizationId} ${question.accountType}`, question]),
    );
    return Promise.resolve([...questions.values()]);
  },
  async carryOut(item, { acting, transact, decisions }) {
    const { problems, userName, email, firstName, middleName, lastName, ...line } = lineOf(item);
    const [problem] = problems;
    if (problem) throw new Problem(problem);
    await addUser({ ...deps, decisions, transact, tell: deps.transact })(
      {
        acting,
        organizationId: line.organizationId,
        accountType: line.accountType,
        language: line.language,
        email,
        firstName,
        middleName,
        lastName,
        mailed: true,
        ...(userName !== null && { userName }),
        ...(item.userId !== null && { userId: item.userId }),
      },
      { fresh: false },
    );
  },
  isDoneAlready: () => false,
});
