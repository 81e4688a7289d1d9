import type { Acting, ImportPreview, PreviewImportRequest, ProblemCode } from '@tenantry/contracts';
import { normaliseUserName } from '@tenantry/domain';
import { type DecisionClient, Problem, requireAllowed } from '@tenantry/service-defaults';
import type { DataSource } from 'typeorm';
import { lookAtHolders } from '../invitations/look-at-holders';
import { requireOpenStanding } from '../organizations/standing';
import { lookAtUserNames } from '../users/user-names';
import { nameOf } from './kept-line';
import { namedGrants } from './named-grants';
import { type PlacedLine, placeLines } from './place-lines';
import { readLines } from './read-lines';

export type PreviewImport = PreviewImportRequest & { acting: Acting };
type Deps = { database: DataSource; decisions: DecisionClient };

/** What tenancy is asked before a line is done: one question for all lines that want the same. */
export const questionOf = ({
  organizationId,
  accountType,
}: Pick<PlacedLine, 'organizationId' | 'accountType'>) => ({
  about: 'organization' as const,
  act: 'user.create' as const,
  organizationId,
  accountType,
});

/**
 * Passes whoever may create users in the organization of the request; the lines are asked about one by one.
 * Problems: 404 `organization.not_found`, 403 `permission.missing`, `grant.not_allowed`, 503 `decision.unavailable`.
 */
export async function requireMayImport(
  { decisions }: Pick<Deps, 'decisions'>,
  request: PreviewImport,
): Promise<void> {
  const [decision] = await decisions.ask(request.acting, [questionOf(request)], { fresh: true });
  requireAllowed(decision, 'organization.not_found');
}

/**
 * What each line of a file would do at this moment (L14); nothing is written. That an address or a user name is taken is said
 * of holders whom the actor sees: the others show when it is done, which takes one's own password (rules, Answers).
 * Problems: those of {@link requireMayImport} and {@link readLines}, 422 `import.too_many_names`.
 */
export const previewImport =
  (deps: Deps) =>
  async (request: PreviewImport): Promise<ImportPreview> => {
    await requireMayImport(deps, request);
    const { delimiter, columns, lines } = readLines(request);
    const placed = await placeLines(deps.database.manager, request, lines);
    const refusals = await refusalsOf(deps, request.acting, placed);
    const taken = await takenBySeen(deps, request.acting, placed);
    const grantsIn = await namedGrants(deps.decisions, request.acting, placed.filter(isPlaced));

    const shown = placed.map((line) => {
      const refusal = isPlaced(line) ? refusals.get(keyOf(line)) : null;
      // Where nobody can be created nothing is said of what they would have.
      const grants = isPlaced(line) && !refusal ? grantsIn(line) : [];
      const problems = [
        ...line.problems,
        ...(refusal ? [refusal] : []),
        ...new Set(grants.flatMap((grant) => grant.refusal?.code ?? [])),
        ...taken(line),
      ];
      const seen = isPlaced({ problems });
      return {
        line: line.line,
        name: nameOf(line),
        address: line.address,
        userName: line.userName,
        organization: seen ? line.organizationName : line.organization,
        accountType: line.accountType,
        language: line.language,
        grants,
        problems,
      };
    });
    const refused = shown.filter(({ problems }) => problems.length > 0).length;
    const counts = { lines: shown.length, create: shown.length - refused, refused };
    return { delimiter, columns, counts, lines: shown };
  };

/** Whether it is known where they would be created; a line without a place has that of the request. */
export const isPlaced = ({ problems }: { problems: readonly string[] }): boolean =>
  !problems.includes('organization.not_found') && !problems.includes('import.organization_ambiguous');

const keyOf = ({ organizationId, accountType }: PlacedLine) => `${organizationId} ${accountType}`;

/** Why nobody can be created there, by organization and account type; `null` where somebody can. */
async function refusalsOf(
  { database, decisions }: Deps,
  acting: Acting,
  lines: readonly PlacedLine[],
): Promise<Map<string, ProblemCode | null>> {
  const asked = [...new Map(lines.map((line) => [keyOf(line), line])).entries()];
  const answers = await decisions.ask(
    acting,
    asked.map(([, line]) => questionOf(line)),
  );
  const refusals = new Map<string, ProblemCode | null>();
  const open = new Map<string, ProblemCode | null>();
  for (const [at, [key, { organizationId }]] of asked.entries()) {
    const refusal = await codeOf(() => requireAllowed(answers[at], 'organization.not_found'));
    if (!refusal && !open.has(organizationId))
      open.set(organizationId, await codeOf(() => requireOpenStanding(database.manager, organizationId)));
    refusals.set(key, refusal ?? open.get(organizationId) ?? null);
  }
  return refusals;
}

/** The code of what it refuses; what only fails now is no answer about a line. */
async function codeOf(check: () => unknown): Promise<ProblemCode | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error.code;
    throw error;
  }
}

/** What of a line somebody has whom the actor sees. */
async function takenBySeen(
  { database, decisions }: Deps,
  acting: Acting,
  lines: readonly PlacedLine[],
): Promise<(line: PlacedLine) => ProblemCode[]> {
  const emails = lines.map(({ email }) => email);
  const { outcomes } = await lookAtHolders({ database, decisions })(acting, emails);
  const names = lines.flatMap(({ userName }) => (userName === null ? [] : normaliseUserName(userName)));
  const holders = await lookAtUserNames({ database, decisions }, acting, names);
  return ({ email, userName }) => [
    ...(outcomes.get(email)?.userId ? (['user.email_taken'] as const) : []),
    ...(userName !== null && holders.get(normaliseUserName(userName))?.seen
      ? (['user_name.taken'] as const)
      : []),
  ];
}
