import {
  type Acting,
  type Answer,
  importLimits,
  type ImportPreview,
  type ProblemCode,
  type Question,
} from '@tenantry/contracts';
import { type DecisionClient, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { PlacedLine } from './place-lines';
import { builtInRoleOf } from './values';

type Line = Pick<PlacedLine, 'organizationId' | 'accountType' | 'roles' | 'modules'>;
type Grant = ImportPreview['lines'][number]['grants'][number];
type Column = Grant['column'];

const kindOf = { roles: 'role', modules: 'module' } as const;
const unknown: Record<Column, ProblemCode> = {
  roles: 'import.role_unknown',
  modules: 'import.module_unknown',
};

const namesOf = ({ roles, modules }: Line) => [
  ...roles.map((name) => ({ column: 'roles' as const, name })),
  ...modules.map((name) => ({ column: 'modules' as const, name })),
];

/** What tenancy is asked about the roles and modules that a line names: it knows what they stand for. */
export const grantQuestionsOf = (line: Line): Question[] =>
  namesOf(line).map(({ column, name }) => {
    const builtIn = column === 'roles' ? builtInRoleOf(name) : undefined;
    const { organizationId, accountType } = line;
    return {
      about: 'grant',
      organizationId,
      accountType,
      kind: kindOf[column],
      name,
      ...(builtIn && { builtIn }),
    };
  });

/**
 * What the line gives, by ids and keys; of a column that names nothing there is nothing, so that the newcomer has the usual.
 * @throws {Problem} 422 `import.role_unknown`, `import.module_unknown`, 403 `grant.not_allowed`, and the other refusals of
 * whoever creates users there
 */
export async function grantsOf(
  decisions: DecisionClient,
  acting: Acting,
  line: Line,
): Promise<{ roleIds?: string[]; modules?: string[] }> {
  const answers = await decisions.ask(acting, grantQuestionsOf(line));
  const given = namesOf(line).map(({ column }, at) => {
    const answer = answers[at];
    if (isUnknown(answer)) throw new Problem(unknown[column]);
    requireAllowed(answer, 'organization.not_found');
    return { column, id: answer?.id ?? '' };
  });
  const ids = (column: Column) => [
    ...new Set(given.filter((one) => one.column === column).map(({ id }) => id)),
  ];
  return {
    ...(line.roles.length > 0 && { roleIds: ids('roles') }),
    ...(line.modules.length > 0 && { modules: ids('modules') }),
  };
}

/** The questions of all lines, each once by its key, and the keys of each line. */
type Named<L extends Line> = { asked: Map<string, Question>; keysOf: Map<L, string[]> };

/**
 * What tenancy is to be asked about a file. Lines mostly name the same; a file of a thousand names is no list of users, and
 * would keep tenancy busy for as long as it likes.
 * @throws {Problem} 422 `import.too_many_names`
 */
export function questionsOfFile<L extends Line>(lines: readonly L[]): Named<L> {
  const asked = new Map<string, Question>();
  const keysOf = new Map<L, string[]>();
  for (const line of lines) {
    const keyed = grantQuestionsOf(line).map((question) => [JSON.stringify(question), question] as const);
    for (const [key, question] of keyed) asked.set(key, question);
    if (asked.size > importLimits.names)
      throw new Problem('import.too_many_names', { extensions: { limit: importLimits.names } });
    keysOf.set(
      line,
      keyed.map(([key]) => key),
    );
  }
  return { asked, keysOf };
}

/**
 * What each line names, with why it may not be given; asked for all lines at once.
 * Problems: those of {@link questionsOfFile}, 503 `decision.unavailable`.
 */
export async function namedGrants(
  decisions: DecisionClient,
  acting: Acting,
  lines: readonly Line[],
): Promise<(line: Line) => Grant[]> {
  const { asked, keysOf } = questionsOfFile(lines);
  const answers = await decisions.ask(acting, [...asked.values()], { fresh: true });
  const known = new Map([...asked.keys()].map((key, at) => [key, answers[at]]));
  return (line) => {
    const keys = keysOf.get(line) ?? [];
    return namesOf(line).map((named, at) => ({
      ...named,
      refusal: refusalOf(named.column, known.get(keys[at] ?? '')),
    }));
  };
}

function refusalOf(column: Column, answer: Answer | undefined): Grant['refusal'] {
  if (isUnknown(answer)) return { code: unknown[column], rule: null, mend: null };
  if (!answer || answer.allowed) return null;
  return { code: 'grant.not_allowed', rule: answer.rule, mend: answer.mend };
}

const isUnknown = (answer: Answer | undefined): boolean =>
  answer?.id === undefined && !(answer?.allowed === false && answer.rule !== 'not_of_organization');
