import {
  createUserRequestSchema,
  type ImportColumn,
  type ImportPreview,
  type PreviewImportRequest,
  type ProblemCode,
} from '@tenantry/contracts';
import { isEmail, normaliseEmail, normaliseUserName } from '@tenantry/domain';
import { isDisposable } from '../mails/disposable';
import { rateHeader, readHeader } from './columns';
import { type CsvRow, readCsv } from './read-csv';
import { accountTypeOf, languageOf } from './values';

/** A line of the file, and why it would create nobody, as far as the file alone tells. */
export type ReadLine = Pick<PreviewImportRequest, 'accountType' | 'language'> & {
  line: number;
  /** As it was typed, and normalised. */
  address: string;
  email: string;
  firstName: string;
  middleName: string | null;
  lastName: string;
  /** `null`: to be proposed. */
  userName: string | null;
  /** As it was typed: an id or a name; `null`: the one of the request. */
  organization: string | null;
  /** As they were typed, each once; none: those of the account type. */
  roles: string[];
  modules: string[];
  problems: ProblemCode[];
};
export type ReadFile = Pick<ImportPreview, 'delimiter' | 'columns'> & { lines: ReadLine[] };

/**
 * Reads a file of users: its columns by their names, a line a user. Of lines with the same address or user name the first
 * one counts.
 * Problems: those of {@link readCsv} and {@link readHeader}.
 */
export function readLines({ file, ...defaults }: PreviewImportRequest): ReadFile {
  const { delimiter, header, rows } = readCsv(file, rateHeader);
  const columns = readHeader(header);
  const at = new Map(columns.map(({ column }, place) => [column, place]));
  const lines = rows.map((row) => {
    const cell = (column: ImportColumn) => row.cells[at.get(column) ?? -1] ?? '';
    return readLine(row, cell, { ...defaults, width: columns.length });
  });
  markRepeated(lines);
  return { delimiter, columns, lines };
}

type Defaults = Pick<PreviewImportRequest, 'accountType' | 'language'> & { width: number };
const { firstName: nameSchema, userName: userNameSchema } = createUserRequestSchema.shape;

function readLine(
  { line, cells }: CsvRow,
  cell: (column: ImportColumn) => string,
  { width, ...defaults }: Defaults,
): ReadLine {
  const problems: ProblemCode[] = [];
  const address = cell('email');
  const email = normaliseEmail(address);
  const names = [cell('firstName'), cell('lastName'), cell('middleName')] as const;
  const [firstName, lastName, middleName] = names;
  const language = cell('language') ? languageOf(cell('language')) : defaults.language;
  const accountType = cell('accountType') ? accountTypeOf(cell('accountType')) : defaults.accountType;
  const userName = cell('userName') || undefined;

  if (cells.slice(width).some((text) => text !== '')) problems.push('import.too_many_cells');
  if (!isEmail(email)) problems.push('import.email_malformed');
  else if (isDisposable(email)) problems.push('import.email_disposable');
  if (firstName === '' || lastName === '') problems.push('import.name_missing');
  if (names.some((name) => name !== '' && !nameSchema.safeParse(name).success))
    problems.push('import.name_too_long');
  if (!userNameSchema.safeParse(userName).success) problems.push('import.user_name_malformed');
  if (!language) problems.push('import.language_unknown');
  if (!accountType) problems.push('import.account_type_unknown');
  const [roles, modules] = [namesIn(cell('roles')), namesIn(cell('modules'))];
  if (roles.length > mostRoles || modules.length > mostModules) problems.push('import.too_many_grants');
  return {
    line,
    address,
    email,
    firstName,
    middleName: middleName || null,
    lastName,
    userName: userName ?? null,
    organization: cell('organization') || null,
    roles: roles.slice(0, mostRoles),
    modules: modules.slice(0, mostModules),
    language: language ?? defaults.language,
    accountType: accountType ?? defaults.accountType,
    problems,
  };
}

/** As many as the access of one user may have. */
const [mostRoles, mostModules] = [50, 100];
/** No role or module has a longer one: of what is longer the beginning is as unknown. */
const longestName = 200;

const namesIn = (cell: string): string[] => [
  ...new Set(cell.split(/[|;]/).flatMap((name) => beginningOf(name.trim()) || [])),
];

/** Without half a character at its end, which no database takes. */
const beginningOf = (name: string): string => name.slice(0, longestName).replace(/[\uD800-\uDBFF]$/, '');

function markRepeated(lines: readonly ReadLine[]): void {
  const [emails, userNames] = [new Set<string>(), new Set<string>()];
  const isRepeated = (seen: Set<string>, key: string) => seen.size === seen.add(key).size;
  for (const { email, userName, problems } of lines) {
    if (email && isRepeated(emails, email)) problems.push('import.email_repeated');
    if (userName && isRepeated(userNames, normaliseUserName(userName)))
      problems.push('import.user_name_repeated');
  }
}
